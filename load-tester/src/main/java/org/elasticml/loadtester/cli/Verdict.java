package org.elasticml.loadtester.cli;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.elasticml.loadtester.measure.Summary;
import org.elasticml.loadtester.measure.Threshold;
import org.elasticml.loadtester.send.Recording;

/**
 * What a run comes to. If several things are wrong, the first of these is told, since it makes the others moot: nothing
 * was answered (3), a count is wrong (1), the generator was late (4), the SLO or a threshold was missed, all requests
 * failed, or an agent died (99).
 *
 * @param reasons empty if all is well; agents that died come first, whatever else is wrong
 */
record Verdict(int exitCode, List<String> reasons) {
    private static final List<Integer> WORST_FIRST =
            List.of(ExitCode.UNREACHABLE, ExitCode.ERROR, ExitCode.LATE, ExitCode.MISSED, ExitCode.FINE);

    static Verdict of(Recording recording, Summary summary, JudgeOptions judge) {
        Verdict ofTheRest = ofRequests(recording, summary, judge);
        List<String> reasons = new ArrayList<>(recording.remarks().lost());
        reasons.addAll(ofTheRest.reasons);
        boolean onlyDied = ofTheRest.exitCode == ExitCode.FINE && !reasons.isEmpty();
        return new Verdict(onlyDied ? ExitCode.MISSED : ofTheRest.exitCode, reasons);
    }

    private static Verdict ofRequests(Recording recording, Summary summary, JudgeOptions judge) {
        if (recording.fired() > 0 && summary.statuses().keySet().equals(Set.of("0"))) {
            return new Verdict(ExitCode.UNREACHABLE, "the target answered none of the requests");
        }
        if (recording.fired() == 0 && !summary.endedEarly()) {
            return new Verdict(ExitCode.ERROR, "nothing was sent: the load comes to less than one request");
        }
        if (recording.fired() != summary.requests()) {
            return new Verdict(
                    ExitCode.ERROR,
                    recording.fired() + " requests were sent, but " + summary.requests() + " have an outcome");
        }
        if (!recording.remarks().wrong().isEmpty()) {
            return new Verdict(ExitCode.ERROR, recording.remarks().wrong());
        }
        double lagMs = summary.scheduleLagMs().map(lag -> lag.p99()).orElse(0.0);
        if (lagMs > judge.maxLagMs) {
            return new Verdict(
                    ExitCode.LATE,
                    String.format(
                            Locale.ROOT,
                            "not to be believed: requests left late (p99 of the lag is %.0f ms, --max-lag is %.0f)",
                            lagMs,
                            judge.maxLagMs));
        }
        return ofAims(summary, judge);
    }

    private static Verdict ofAims(Summary summary, JudgeOptions judge) {
        List<String> missed = new ArrayList<>();
        if (judge.judgesSlo && !summary.meetsSlo()) {
            missed.add("SLO missed");
        }
        if (summary.requests() > 0 && summary.failed() == summary.requests()) {
            String first = summary.errors().keySet().stream().findFirst().orElse("no reason is known");
            missed.add("all requests failed; the first: " + first);
        }
        for (Threshold threshold : judge.thresholds) {
            if (!threshold.holds(summary)) {
                missed.add("threshold missed: " + threshold.describe(summary));
            }
        }
        return missed.isEmpty() ? new Verdict(ExitCode.FINE, List.of()) : new Verdict(ExitCode.MISSED, missed);
    }

    private Verdict(int exitCode, String reason) {
        this(exitCode, List.of(reason));
    }

    /** That of one of several that are compared, of whom each has to have succeeded in something; named in the reasons. */
    Verdict ofOne(String name, Summary summary) {
        if (exitCode == ExitCode.FINE && summary.succeeded() == 0) {
            return new Verdict(ExitCode.MISSED, name + ": nothing succeeded");
        }
        return new Verdict(
                exitCode, reasons.stream().map(reason -> name + ": " + reason).toList());
    }

    /** That of the run that came to the worst end. */
    static Verdict worst(List<Verdict> verdicts) {
        return verdicts.stream()
                .min(Comparator.comparingInt(verdict -> WORST_FIRST.indexOf(verdict.exitCode())))
                .orElse(new Verdict(ExitCode.FINE, List.of()));
    }
}
