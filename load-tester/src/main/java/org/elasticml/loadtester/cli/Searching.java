package org.elasticml.loadtester.cli;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import org.elasticml.loadtester.measure.Scaling;
import org.elasticml.loadtester.measure.Summary;
import org.elasticml.loadtester.report.Extent;
import org.elasticml.loadtester.report.Progress;
import org.elasticml.loadtester.report.SearchReport;
import org.elasticml.loadtester.report.TrialResult;
import org.elasticml.loadtester.report.TrialResult.Verdict;
import org.elasticml.loadtester.report.TrialsTable;
import org.elasticml.loadtester.search.RateSearch;
import org.elasticml.loadtester.search.SearchLimits;
import org.elasticml.loadtester.search.Slo;
import org.elasticml.loadtester.search.TrialPlan;
import org.elasticml.loadtester.search.Tried;
import org.elasticml.loadtester.send.ClosedLoop;
import org.elasticml.loadtester.send.Recording;
import org.elasticml.loadtester.watch.AutoscalerStatus;
import picocli.CommandLine.Model.CommandSpec;

/** Tries rates until enough is known, or something ends it: then what is known so far is the result. */
final class Searching {
    private static final int FIRST_USERS = 16;
    private static final Duration FIRST_LOOP = Duration.ofSeconds(5);
    private static final Ended BY_CTRL_C = new Ended("Ctrl-C was pressed", ExitCode.FINE);

    private final PrintWriter out;
    private final Session session;
    private final SearchOptions search;
    private final SessionOptions options;
    private final Slo slo;
    private final TrialRunner runner;
    private final List<TrialResult> results = new ArrayList<>();
    private final List<Tried> tried = new ArrayList<>();
    private final Instant start = Instant.now();
    private SearchLimits limits;
    private Optional<Ended> ended = Optional.empty();

    /** Why it ended before it was done. */
    record Ended(String why, int exitCode) {}

    /**
     * @param folder where trials are kept, if that was asked for
     */
    Searching(CommandSpec command, Session session, SearchOptions search, SessionOptions options, Slo slo, Path folder)
            throws CommandException {
        this.out = command.commandLine().getOut();
        this.session = session;
        this.search = search;
        this.options = options;
        this.slo = slo;
        limits = search.limits(OptionalDouble.empty());
        runner = new TrialRunner(session, search, options, slo, folder);
    }

    /** Returns when it is over. */
    void run() throws CommandException, InterruptedException, ExecutionException {
        var info = session.info(Map.of());
        out.printf("search on %s for %s; photos: %s%n", info.url(), slo.text(), info.photos());
        out.flush();
        if (search.from.isEmpty() && search.to.isEmpty()) {
            limits = search.limits(measured());
        }
        OptionalDouble next = RateSearch.next(limits, tried);
        out.printf("begins at %s; %s%n", SearchReport.rate(limits.from()), toCome());
        out.flush();
        while (next.isPresent() && ended.isEmpty()) {
            trial(next.getAsDouble());
            next = RateSearch.next(limits, tried);
        }
    }

    /** Half of what a closed loop gets; empty if nothing of it succeeded. */
    private OptionalDouble measured() throws CommandException, InterruptedException, ExecutionException {
        Recording recording = session.send(
                new ClosedLoop(second -> FIRST_USERS, OptionalInt.empty(), Optional.of(FIRST_LOOP)),
                options.target.seed,
                new Progress(Extent.ofSeconds(FIRST_LOOP.toSeconds()), Optional.empty()));
        Summary summary = Summary.of(recording.records(), slo.ms(), recording.endedEarly());
        out.printf(
                Locale.ROOT,
                "closed loop: %d users got %s in %d s%n",
                FIRST_USERS,
                SearchReport.rate(summary.throughputRps()),
                FIRST_LOOP.toSeconds());
        if (session.isStopped()) {
            ended = Optional.of(BY_CTRL_C);
        } else if (summary.statuses().keySet().equals(Set.of("0"))) {
            ended = Optional.of(new Ended("the target answered none of the requests", ExitCode.UNREACHABLE));
        }
        return summary.succeeded() == 0 ? OptionalDouble.empty() : OptionalDouble.of(summary.throughputRps() / 2);
    }

    private void trial(double rate) throws CommandException, InterruptedException, ExecutionException {
        TrialPlan plan = search.trial(rate, options.target.seed + results.size(), options.target);
        TrialRunner.Outcome outcome = runner.run(results.size() + 1, plan);
        TrialResult result = outcome.result();
        results.add(result);
        ended = session.isStopped() ? Optional.of(BY_CTRL_C) : outcome.ended().filter(it -> !isFirstLate());
        if (result.verdict() == Verdict.HELD || result.verdict() == Verdict.MISSED) {
            tried.add(new Tried(rate, result.verdict() == Verdict.HELD));
        }
        out.println(TrialsTable.line(result) + (ended.isEmpty() ? "; " + toCome() : ""));
        out.flush();
    }

    /** A machine that was busy for a moment is given a second chance. */
    private boolean isFirstLate() {
        int last = results.size() - 1;
        return results.get(last).verdict() == Verdict.LATE
                && (last == 0 || results.get(last - 1).verdict() != Verdict.LATE);
    }

    private String toCome() {
        int trials = RateSearch.expectedTrials(limits, tried);
        long seconds = Math.round(
                trials * search.trial(limits.from(), 0, options.target).usualSeconds());
        return trials == 0
                ? "done"
                : String.format(Locale.ROOT, "about %d to come, %d:%02d min", trials, seconds / 60, seconds % 60);
    }

    Optional<Ended> ended() {
        return ended;
    }

    SearchReport report() throws InterruptedException {
        Map<String, String> settings = search.settings(slo, options.target.seed);
        if (options.output.autoscaler.isPresent()) {
            Scaling scaling = AutoscalerStatus.during(options.output.autoscaler.get(), start, Instant.now());
            settings.put(
                    "scale changes meanwhile",
                    scaling.unknown().orElse(scaling.ups() + " up, " + scaling.downs() + " down"));
        }
        return new SearchReport(
                session.info(settings),
                slo.text(),
                slo.latencyMetric().word(),
                slo.latencyLimitMs(),
                limits,
                RateSearch.bracket(limits, tried),
                List.copyOf(results),
                ended.map(Ended::why).orElse(""));
    }
}
