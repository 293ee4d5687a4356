package org.elasticml.loadtester.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import org.elasticml.loadtester.measure.Lag;
import org.elasticml.loadtester.measure.Sample;
import org.elasticml.loadtester.measure.Summary;
import org.elasticml.loadtester.report.Extent;
import org.elasticml.loadtester.report.Figures;
import org.elasticml.loadtester.report.Progress;
import org.elasticml.loadtester.report.Report;
import org.elasticml.loadtester.report.ReportFiles;
import org.elasticml.loadtester.report.SearchReport;
import org.elasticml.loadtester.report.TrialResult;
import org.elasticml.loadtester.report.TrialResult.Judgement;
import org.elasticml.loadtester.search.Slo;
import org.elasticml.loadtester.search.TrialPlan;
import org.elasticml.loadtester.search.TrialVerdict;
import org.elasticml.loadtester.send.Recording;
import org.elasticml.loadtester.send.TrialLoop;
import org.elasticml.loadtester.watch.MetricsWatch;

/** Runs one trial, and says whether it tells of the target. */
final class TrialRunner {
    /** What was missed while requests left later than this share of its limit does not tell of the target. */
    private static final double SHARE_OF_LIMIT = 0.5;

    private final Session session;
    private final SearchOptions search;
    private final SessionOptions options;
    private final Slo slo;
    private final Path folder;

    TrialRunner(Session session, SearchOptions search, SessionOptions options, Slo slo, Path folder) {
        this.session = session;
        this.search = search;
        this.options = options;
        this.slo = slo;
        this.folder = folder;
    }

    /**
     * @param ended what ends the search with this trial
     */
    record Trial(TrialResult result, Optional<Searching.Ended> ended) {}

    private record Judged(Judgement verdict, String reason, Optional<Searching.Ended> ended) {
        static Judged ends(Judgement verdict, String reason, int exitCode) {
            return new Judged(verdict, reason, Optional.of(new Searching.Ended(reason, exitCode)));
        }
    }

    /** Waits until all requests have ended. */
    Trial run(int number, TrialPlan plan) throws CommandException, InterruptedException, ExecutionException {
        TrialLoop loop = new TrialLoop(plan, slo);
        Recording recording;
        List<Sample> samples;
        try (MetricsWatch watch = MetricsWatch.of(options.output.metrics)) {
            watch.start();
            recording = session.send(
                    loop,
                    plan.seed(),
                    new Progress(Extent.ofSeconds(plan.usualSeconds()), Optional.of(plan.workload())));
            samples = watch.samples();
        }
        TrialVerdict verdict = loop.verdict().orElse(TrialVerdict.unknown(plan));
        Summary summary = Summary.of(
                recording.records().dueWithin(verdict.fromNanos(), verdict.toNanos()),
                slo.ms(),
                recording.endedEarly());
        Summary whole = Summary.of(recording.records(), slo.ms(), recording.endedEarly());
        Judged judged = judge(plan, recording, loop.verdict(), summary, whole);
        if (search.keep) {
            keep(number, plan, recording, samples);
        }
        return new Trial(
                TrialResult.of(
                        number,
                        plan.rate(),
                        judged.verdict(),
                        judged.reason(),
                        verdict.windows(),
                        whole.durationS(),
                        summary,
                        slo.latencyMetric().value(summary, false),
                        replicas(samples, whole)),
                judged.ended());
    }

    private Judged judge(
            TrialPlan plan, Recording recording, Optional<TrialVerdict> verdict, Summary summary, Summary whole)
            throws InterruptedException {
        if (recording.fired() != whole.requests()) {
            String why = recording.fired() + " requests were sent, but " + whole.requests() + " have an outcome";
            return Judged.ends(Judgement.ENDED, why, ExitCode.ERROR);
        }
        double lagMs = summary.scheduleLagMs().map(Lag::p99).orElse(0.0);
        boolean missed = verdict.map(it -> !it.held()).orElse(false);
        double mostMs = acceptedLagMs(options.judge.maxLagMs, slo, missed, summary);
        if (lagMs > mostMs) {
            return Judged.ends(Judgement.LATE, late(plan.rate(), lagMs, mostMs), ExitCode.LATE);
        }
        if (verdict.isEmpty()) {
            return new Judged(Judgement.ENDED, "", Optional.empty());
        }
        if (whole.statuses().keySet().equals(Set.of("0")) && !session.isThere()) {
            return Judged.ends(Judgement.ENDED, "the target does not answer any more", ExitCode.UNREACHABLE);
        }
        return new Judged(
                verdict.get().held() ? Judgement.HELD : Judgement.MISSED,
                verdict.get().missed().orElse(""),
                Optional.empty());
    }

    /** Lag is part of latency, but no reason for errors. */
    static double acceptedLagMs(double maxLagMs, Slo slo, boolean missed, Summary summary) {
        return missed && !slo.isMissedByErrors(summary)
                ? Math.min(maxLagMs, SHARE_OF_LIMIT * slo.tightestMs())
                : maxLagMs;
    }

    private String late(double rate, double lagMs, double mostMs) {
        return String.format(
                Locale.ROOT,
                "the load tester itself can't send %s: requests left late (p99 of the lag is %s, %s is %s)",
                SearchReport.rate(rate),
                Figures.millis(lagMs),
                mostMs < options.judge.maxLagMs ? "half of the SLO's limit" : "--max-lag",
                Figures.millis(mostMs));
    }

    private static OptionalDouble replicas(List<Sample> samples, Summary summary) {
        OptionalDouble ready = samples.stream()
                .filter(sample -> sample.ready().isPresent())
                .mapToInt(sample -> sample.ready().getAsInt())
                .average();
        if (ready.isPresent() || summary.replicas().isEmpty()) {
            return ready;
        }
        return OptionalDouble.of(summary.replicas().size());
    }

    /** Where a trial is kept. */
    static String folder(int number) {
        return String.format(Locale.ROOT, "trial-%02d", number);
    }

    private void keep(int number, TrialPlan plan, Recording recording, List<Sample> samples) throws CommandException {
        Path trial = OutFolder.make(folder.resolve(folder(number)));
        var settings = search.settings(slo, options);
        settings.put("seed", String.valueOf(plan.seed()));
        settings.put("rate", String.valueOf(plan.rate()));
        try {
            ReportFiles.write(
                    trial,
                    Report.of(
                            session.info(settings),
                            Optional.of(plan.played(recording.records())),
                            recording,
                            slo.ms(),
                            samples));
        } catch (IOException e) {
            throw Usage.unwritable(e);
        }
    }
}
