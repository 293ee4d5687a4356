package org.elasticml.loadtester.cli;

import java.io.PrintWriter;
import java.io.Writer;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.function.Consumer;
import org.elasticml.loadtester.measure.ScheduleFit;
import org.elasticml.loadtester.measure.capacity.CapacityAim;
import org.elasticml.loadtester.measure.resource.ResourceSample;
import org.elasticml.loadtester.photo.Photos;
import org.elasticml.loadtester.report.Progress;
import org.elasticml.loadtester.report.ProgressPrinter;
import org.elasticml.loadtester.report.Report;
import org.elasticml.loadtester.report.RunInfo;
import org.elasticml.loadtester.send.LoadGenerator;
import org.elasticml.loadtester.send.OngoingRun;
import org.elasticml.loadtester.send.Protocol;
import org.elasticml.loadtester.send.Recording;
import org.elasticml.loadtester.watch.AutoscalerStatus;
import org.elasticml.loadtester.watch.MetricsWatch;
import org.elasticml.loadtester.watch.ResourceWatch;
import picocli.CommandLine.Model.CommandSpec;

/** A target that is there, and what is sent to it: plays plans, one after another. Ctrl-C ends the one that is played. */
final class Session implements AutoCloseable {
    /** A turn that is longer is told of while it lasts. */
    private static final double QUIET_SECONDS = 60;

    private final CommandSpec command;
    private final SessionOptions options;
    private final Protocol.Door door;
    private final Photos photos;
    private final LoadSource source;
    private final ResourceWatch resources;
    private final EarlyEnd earlyEnd = new EarlyEnd(this::stop);
    private OngoingRun playing;
    private boolean stopped;

    private Session(
            CommandSpec command,
            SessionOptions options,
            Protocol.Door door,
            Photos photos,
            ResourceWatch resources,
            LoadSource source) {
        this.command = command;
        this.options = options;
        this.door = door;
        this.photos = photos;
        this.resources = resources;
        this.source = source;
    }

    /**
     * @throws CommandException naming what is wrong
     */
    static Session open(CommandSpec command, SessionOptions options) throws CommandException, InterruptedException {
        return open(command, options, new AgentOptions());
    }

    /** The same, with load from agents if there are any. */
    static Session open(CommandSpec command, SessionOptions options, AgentOptions agents)
            throws CommandException, InterruptedException {
        options.check();
        agents.check();
        Protocol.Door door = door(options.target);
        Photos photos = PhotoSource.photos(options.target);
        return open(
                command,
                options,
                door,
                photos,
                () -> agents.agents.isEmpty()
                        ? LoadSource.own(door, options.target, photos)
                        : agents.open(
                                door,
                                options.target,
                                photos,
                                command.commandLine().getErr()));
    }

    /** The same with another target than that of the options, which are fine. */
    static Session open(CommandSpec command, SessionOptions options, Protocol.Door door, Photos photos)
            throws CommandException, InterruptedException {
        return open(command, options, door, photos, () -> LoadSource.own(door, options.target, photos));
    }

    @FunctionalInterface
    private interface Opener {
        LoadSource open() throws CommandException, InterruptedException;
    }

    /** What is watched is looked at before a target is asked anything, and let go of if that is not there. */
    private static Session open(
            CommandSpec command, SessionOptions options, Protocol.Door door, Photos photos, Opener opener)
            throws CommandException, InterruptedException {
        ResourceWatch resources = watched(command, options.output);
        try {
            return new Session(command, options, door, photos, resources, opener.open());
        } catch (CommandException e) {
            resources.close();
            throw e;
        }
    }

    private static ResourceWatch watched(CommandSpec command, OutputOptions options) throws CommandException {
        try {
            return ResourceWatch.of(options.watch, command.commandLine().getErr()::println);
        } catch (IllegalArgumentException e) {
            throw new CommandException(ExitCode.USAGE, e.getMessage());
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
    Played play(Plan plan) throws CommandException, InterruptedException, ExecutionException {
        PrintWriter out = command.commandLine().getOut();
        out.printf("%s to %s; photos: %s%n", plan.title(), door.url(), photos.origin());
        out.flush();
        return play(plan, printer(new Progress(plan.extent(), plan.asked()), out), ProgressPrinter::end);
    }

    /** Plays one of many, with lines only if it takes long or if they can be wiped out when it is over. */
    Played playTurn(Plan plan) throws CommandException, InterruptedException, ExecutionException {
        boolean shown = isTerminal() || plan.extent().seconds().orElse(0) > QUIET_SECONDS;
        PrintWriter out = shown ? command.commandLine().getOut() : new PrintWriter(Writer.nullWriter());
        return play(plan, printer(new Progress(plan.extent(), plan.asked()), out), ProgressPrinter::wipe);
    }

    /** Sends what a generator says, without a report; shows how it goes on a terminal only. */
    Recording send(LoadGenerator generator, long seed, Progress progress)
            throws CommandException, InterruptedException, ExecutionException {
        OngoingRun run = source.prepare(generator, seed);
        begin(run);
        run.start();
        if (isTerminal()) {
            ProgressPrinter printer = printer(progress, command.commandLine().getOut());
            follow(run, printer);
            printer.wipe();
        }
        return run.recording();
    }

    private static boolean isTerminal() {
        return System.console() != null;
    }

    private static ProgressPrinter printer(Progress progress, PrintWriter out) {
        return new ProgressPrinter(out, progress, isTerminal());
    }

    private Played play(Plan plan, ProgressPrinter printer, Consumer<ProgressPrinter> end)
            throws CommandException, InterruptedException, ExecutionException {
        OngoingRun run = source.prepare(plan.generator(), plan.seed());
        begin(run);
        try (MetricsWatch watch = MetricsWatch.of(options.output.metrics)) {
            resources.begin();
            run.start();
            watch.start();
            Instant start = Instant.now();
            follow(run, printer);
            end.accept(printer);
            Recording recording = run.recording();
            List<ResourceSample> used = resources.end();
            Report report = Report.of(
                            info(settings(plan, recording)),
                            plan.asked(),
                            recording,
                            options.judge.sloMs,
                            watch.samples())
                    .with(used)
                    .with(options.capacity.over(CapacityAim.DEFAULT));
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

    private static Map<String, String> settings(Plan plan, Recording recording) {
        Map<String, String> settings = new LinkedHashMap<>(plan.settings());
        settings.putAll(recording.remarks().settings());
        return settings;
    }

    /** What is sent where. */
    RunInfo info(Map<String, String> settings) {
        return new RunInfo(command.name(), door.url(), settings, photos.origin());
    }

    /** Whether the target says that it is well. */
    boolean isThere() throws InterruptedException {
        return source.isThere();
    }

    private Report withScaling(Report report, Instant start) throws InterruptedException {
        if (options.output.autoscaler.isEmpty()) {
            return report;
        }
        return report.with(AutoscalerStatus.during(options.output.autoscaler.get(), start, Instant.now()));
    }

    private static void follow(OngoingRun run, ProgressPrinter printer)
            throws InterruptedException, ExecutionException {
        while (!run.awaitEnd(printer.interval())) {
            printer.print(run.snapshot());
        }
    }

    private synchronized void begin(OngoingRun run) {
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
        source.close();
        resources.close();
        earlyEnd.reported();
    }
}
