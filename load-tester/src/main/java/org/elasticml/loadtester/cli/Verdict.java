package org.elasticml.loadtester.cli;

import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.elasticml.loadtester.measure.Summary;
import org.elasticml.loadtester.send.Recording;

/**
 * What a run comes to. If several things are wrong, the first of these is told, since it makes the others moot: nothing
 * was answered (3), a count is wrong (1), the generator was late (4), the SLO was missed (99).
 *
 * @param reason empty if all is well
 */
record Verdict(int exitCode, Optional<String> reason) {
    /** "p99 within the SLO" in other words; both are asked, since only succeeded requests have a p99. */
    private static final double MIN_ATTAINMENT = 0.99;

    static Verdict of(Recording recording, Summary summary, double maxLagMs) {
        if (recording.fired() > 0 && summary.statuses().keySet().equals(Set.of("0"))) {
            return new Verdict(ExitCode.UNREACHABLE, "the target answered none of the requests");
        }
        if (recording.fired() != summary.requests()) {
            return new Verdict(
                    ExitCode.ERROR,
                    recording.fired() + " requests were sent, but " + summary.requests() + " have an outcome");
        }
        double lagMs = summary.scheduleLagMs().map(lag -> lag.p99()).orElse(0.0);
        if (lagMs > maxLagMs) {
            return new Verdict(
                    ExitCode.LATE,
                    String.format(
                            Locale.ROOT, "not to be believed: requests left late (p99 of the lag is %.0f ms)", lagMs));
        }
        return ofSlo(summary);
    }

    private static Verdict ofSlo(Summary summary) {
        double p99 = summary.latencyMs().map(latency -> latency.p99()).orElse(0.0);
        if (p99 > summary.sloMs() || summary.sloAttainment().orElse(1) < MIN_ATTAINMENT) {
            return new Verdict(ExitCode.MISSED, "the SLO was missed");
        }
        return new Verdict(ExitCode.FINE, Optional.empty());
    }

    private Verdict(int exitCode, String reason) {
        this(exitCode, Optional.of(reason));
    }
}
