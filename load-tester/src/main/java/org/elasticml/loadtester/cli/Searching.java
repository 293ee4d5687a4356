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
import org.elasticml.loadtester.report.TrialResult.Judgement;
import org.elasticml.loadtester.report.TrialsTable;
import org.elasticml.loadtester.search.Slo;
import org.elasticml.loadtester.search.TrialPlan;
import org.elasticml.loadtester.search.Trials;
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
    private final Instant start = Instant.now();
    private Trials trials;
    private Optional<Ended> cantSend = Optional.empty();
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
        trials = new Trials(search.limits(OptionalDouble.empty()));
        runner = new TrialRunner(session, search, options, slo, folder);
    }

    /** Returns when it is over, also if an error ended it. */
    void run() throws InterruptedException {
        try {
            search();
        } catch (CommandException e) {
            ended = Optional.of(new Ended(e.getMessage(), e.exitCode()));
        } catch (ExecutionException e) {
            ended = Optional.of(new Ended(String.valueOf(e.getCause()), ExitCode.ERROR));
        }
    }

    private void search() throws CommandException, InterruptedException, ExecutionException {
        var info = session.info(Map.of());
        out.printf("search on %s for %s; photos: %s%n", info.url(), slo.text(), info.photos());
        out.flush();
        if (search.from.isEmpty() && search.to.isEmpty()) {
            trials = new Trials(search.limits(measured()));
        }
        OptionalDouble next = trials.next();
        out.printf("begins at %s; %s%n", SearchReport.rate(trials.limits().from()), toCome());
        out.flush();
        while (next.isPresent() && ended.isEmpty()) {
            trial(next.getAsDouble());
            next = trials.next();
        }
        if (ended.isEmpty() && trials.isLimitedBySender()) {
            ended = cantSend;
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
        TrialRunner.Trial trial = runner.run(results.size() + 1, plan);
        TrialResult result = trial.result();
        results.add(result);
        if (session.isStopped()) {
            ended = Optional.of(BY_CTRL_C);
        } else if (result.verdict() == Judgement.LATE) {
            late(rate, trial.ended());
        } else {
            ended = trial.ended();
        }
        if (result.verdict() == Judgement.HELD || result.verdict() == Judgement.MISSED) {
            trials.judged(rate, result.verdict() == Judgement.HELD);
        }
        out.println(TrialsTable.line(result) + (ended.isEmpty() ? "; " + toCome() : ""));
        out.flush();
    }

    /** Without a lower rate that held there is nothing to look for. */
    private void late(double rate, Optional<Ended> why) {
        if (trials.late(rate)) {
            cantSend = why;
            ended = trials.bracket().holdsAt().isPresent() ? Optional.empty() : why;
        }
    }

    private String toCome() {
        int left = trials.expected();
        long seconds = Math.round(
                left * search.trial(trials.limits().from(), 0, options.target).usualSeconds());
        return left == 0
                ? "done"
                : String.format(Locale.ROOT, "about %d to come, %d:%02d min", left, seconds / 60, seconds % 60);
    }

    Optional<Ended> ended() {
        return ended;
    }

    SearchReport report() throws InterruptedException {
        Map<String, String> settings = search.settings(slo, options);
        if (options.output.autoscaler.isPresent()) {
            Scaling scaling = AutoscalerStatus.during(options.output.autoscaler.get(), start, Instant.now());
            settings.put("scale changes meanwhile", scaling.inWords());
        }
        return new SearchReport(
                session.info(settings),
                slo.text(),
                slo.latencyMetric().word(),
                slo.latencyLimitMs(),
                trials.limits(),
                trials.bracket(),
                List.copyOf(results),
                ended.map(Ended::why).orElse(""));
    }
}
