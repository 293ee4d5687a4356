package org.elasticml.loadtester.cli;

import java.io.PrintWriter;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ExecutionException;
import org.elasticml.loadtester.measure.ScheduleFit;
import org.elasticml.loadtester.photo.PhotoOrder;
import org.elasticml.loadtester.photo.Photos;
import org.elasticml.loadtester.report.Progress;
import org.elasticml.loadtester.report.ProgressPrinter;
import org.elasticml.loadtester.report.Report;
import org.elasticml.loadtester.report.RunInfo;
import org.elasticml.loadtester.send.LoadGenerator;
import org.elasticml.loadtester.send.Protocol;
import org.elasticml.loadtester.send.Recording;
import org.elasticml.loadtester.send.Run;
import org.elasticml.loadtester.send.Target;
import org.elasticml.loadtester.watch.AutoscalerStatus;
import org.elasticml.loadtester.watch.MetricsWatch;
import picocli.CommandLine.Model.CommandSpec;

/** A target that is there, and what is sent to it: plays plans, one after another. Ctrl-C ends the one that is played. */
final class Session implements AutoCloseable {
    /** So that the target's limit for each request, which names its cause, comes before that of the run. */
    private static final Duration DRAIN_GRACE = Duration.ofSeconds(1);

    private final CommandSpec command;
    private final SessionOptions options;
    private final Protocol.Door door;
    private final Photos photos;
    private final Target target;
    private final EarlyEnd earlyEnd = new EarlyEnd(this::stop);
    private Run playing;
    private boolean stopped;

    private Session(CommandSpec command, SessionOptions options, Protocol.Door door, Photos photos) {
        this.command = command;
        this.options = options;
        this.door = door;
        this.photos = photos;
        this.target = door.open(options.target.timeout(), options.target.headers);
    }

    /**
     * @throws CommandException naming what is wrong
     */
    static Session open(CommandSpec command, SessionOptions options) throws CommandException, InterruptedException {
        options.check();
        Session session = new Session(command, options, door(options.target), PhotoSource.photos(options.target));
        try {
            session.target.check().toCompletableFuture().get();
            return session;
        } catch (ExecutionException e) {
            session.close();
            throw new CommandException(ExitCode.UNREACHABLE, e.getCause().getMessage());
        }
    }

    private static Protocol.Door door(TargetOptions options) throws CommandException {
        try {
            return options.protocol.door(options.url);
        } catch (IllegalArgumentException e) {
            throw new CommandException(ExitCode.USAGE, "--url: " + e.getMessage());
        }
    }

    /** Plays it, with a line that says what and lines that say how it goes. */
    Played play(Plan plan) throws InterruptedException, ExecutionException {
        PrintWriter out = command.commandLine().getOut();
        out.printf("%s to %s; photos: %s%n", plan.title(), door.url(), photos.origin());
        out.flush();
        Run run = newRun(plan.generator(), plan.seed());
        begin(run);
        try (MetricsWatch watch = MetricsWatch.of(options.output.metrics)) {
            watch.start();
            Instant start = Instant.now();
            run.start();
            follow(run, plan);
            Recording recording = run.recording();
            Report report =
                    Report.of(info(plan.settings()), plan.asked(), recording, options.judge.sloMs, watch.samples());
            Verdict verdict = Verdict.of(recording, report.summary(), options.judge);
            Report judged = withScaling(report.judged(verdict.reasons()), start);
            return new Played(
                    verdict,
                    plan.poisson()
                            .flatMap(rates -> ScheduleFit.of(rates, report.records()))
                            .map(judged::with)
                            .orElse(judged));
        }
    }

    /** Sends what a generator says, without a report; shows how it goes on a terminal only. */
    Recording send(LoadGenerator generator, long seed, Progress progress)
            throws InterruptedException, ExecutionException {
        Run run = newRun(generator, seed);
        begin(run);
        run.start();
        if (System.console() != null) {
            follow(run, progress, true);
        }
        return run.recording();
    }

    /** What is sent where. */
    RunInfo info(Map<String, String> settings) {
        return new RunInfo(command.name(), door.url(), settings, photos.origin());
    }

    /** Whether the target says that it is well. */
    boolean isThere() throws InterruptedException {
        try {
            target.check().toCompletableFuture().get();
            return true;
        } catch (ExecutionException e) {
            return false;
        }
    }

    private Report withScaling(Report report, Instant start) throws InterruptedException {
        if (options.output.autoscaler.isEmpty()) {
            return report;
        }
        return report.with(AutoscalerStatus.during(options.output.autoscaler.get(), start, Instant.now()));
    }

    private void follow(Run run, Plan plan) throws InterruptedException, ExecutionException {
        follow(run, new Progress(plan.extent(), plan.asked()), System.console() != null);
    }

    private void follow(Run run, Progress progress, boolean terminal) throws InterruptedException, ExecutionException {
        ProgressPrinter printer = new ProgressPrinter(command.commandLine().getOut(), progress, terminal);
        while (!run.awaitEnd(printer.interval())) {
            printer.print(run.snapshot());
        }
        printer.end();
    }

    private Run newRun(LoadGenerator generator, long seed) {
        return new Run(
                target,
                new PhotoOrder(photos, new Random(seed)),
                generator,
                options.target.timeout().plus(DRAIN_GRACE));
    }

    private synchronized void begin(Run run) {
        playing = run;
        if (stopped) {
            run.stop();
        }
    }

    private synchronized void stop() {
        stopped = true;
        if (playing != null) {
            playing.stop();
        }
    }

    /** Whether Ctrl-C was pressed. */
    synchronized boolean isStopped() {
        return stopped;
    }

    @Override
    public void close() {
        target.close();
        earlyEnd.reported();
    }
}
