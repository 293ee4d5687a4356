package org.elasticml.loadtester.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import org.elasticml.loadtester.photo.PhotoOrder;
import org.elasticml.loadtester.report.ImageLines;
import org.elasticml.loadtester.report.Progress;
import org.elasticml.loadtester.report.ProgressPrinter;
import org.elasticml.loadtester.report.Report;
import org.elasticml.loadtester.report.ReportFiles;
import org.elasticml.loadtester.report.RunInfo;
import org.elasticml.loadtester.report.SummaryText;
import org.elasticml.loadtester.send.HttpTarget;
import org.elasticml.loadtester.send.OpenLoop;
import org.elasticml.loadtester.send.Recording;
import org.elasticml.loadtester.send.Run;
import org.elasticml.loadtester.send.Target;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

@Command(
        name = "replay",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = {
            "Plays a workload file against the dispatcher, open loop: requests leave on schedule whether or not"
                    + " answers come, and latency counts from the instant each was due.",
            ""
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  load-tester replay --seconds 60",
            "  load-tester replay --workload workload.txt --images photos --out runs/first --verbose",
            "  load-tester replay --from 240 --seconds 30 --scale 2 --url http://127.0.0.1:8000/predict"
        },
        exitCodeListHeading = "%nExit codes (the first of 3, 1, 4, 99 that applies):%n",
        exitCodeList = {
            "0:all is well",
            "1:could not start, or a count was wrong",
            "2:wrong usage, a bad workload or no usable image",
            "3:the target is unreachable, or answered nothing",
            "4:requests left too late for the figures to be believed",
            "99:the SLO was missed: p99 above it, or fewer than 99%% of all requests within it"
        })
final class ReplayCommand implements Callable<Integer> {
    /** So that the target's limit for each request, which names its cause, comes before that of the run. */
    private static final Duration DRAIN_GRACE = Duration.ofSeconds(1);

    @Mixin
    ReplayOptions options;

    @Spec
    CommandSpec spec;

    @Override
    public Integer call() throws Exception {
        ReplayInputs inputs = ReplayInputs.of(options, Instant.now());
        try (Target target = new HttpTarget(inputs.url(), options.timeout())) {
            check(target);
            Run run = new Run(
                    target,
                    new PhotoOrder(inputs.photos(), new Random(options.seed)),
                    new OpenLoop(options.arrivals.instantsNanos(inputs.workload(), options.seed)),
                    options.timeout().plus(DRAIN_GRACE));
            EarlyEnd earlyEnd = new EarlyEnd(run::stop);
            try {
                return playAndReport(run, inputs);
            } finally {
                earlyEnd.reported();
            }
        }
    }

    private int playAndReport(Run run, ReplayInputs inputs)
            throws InterruptedException, ExecutionException, IOException {
        Recording recording = play(run, inputs);
        Report report = Report.of(runInfo(inputs), inputs.workload(), recording, options.sloMs);
        publish(report, inputs.out());
        Verdict verdict = Verdict.of(recording, report.summary(), options.maxLagMs);
        verdict.reason().ifPresent(reason -> spec.commandLine().getErr().println(reason));
        return verdict.exitCode();
    }

    private static void check(Target target) throws CommandException, InterruptedException {
        try {
            target.check().toCompletableFuture().get();
        } catch (ExecutionException e) {
            throw new CommandException(ExitCode.UNREACHABLE, e.getCause().getMessage());
        }
    }

    private Recording play(Run run, ReplayInputs inputs) throws InterruptedException, ExecutionException {
        PrintWriter out = spec.commandLine().getOut();
        out.printf(
                Locale.ROOT,
                "%s: %d s, about %.0f requests to %s; photos: %s%n",
                options.workload,
                inputs.workload().seconds(),
                inputs.workload().requests(),
                inputs.url().request(),
                inputs.photos().origin());
        ProgressPrinter printer = new ProgressPrinter(out, System.console() != null);
        Progress progress = new Progress(inputs.workload());
        Duration interval = printer.interval(inputs.workload().seconds());
        run.start();
        while (!run.awaitEnd(interval)) {
            printer.print(progress.line(run.snapshot()));
        }
        printer.end();
        return run.recording();
    }

    private RunInfo runInfo(ReplayInputs inputs) {
        return new RunInfo(
                inputs.url().request().toString(),
                options.workload.toString(),
                options.from,
                inputs.workload().seconds(),
                options.scale,
                options.arrivals.name().toLowerCase(Locale.ROOT),
                options.seed,
                inputs.photos().origin());
    }

    private void publish(Report report, Path folder) throws IOException {
        PrintWriter out = spec.commandLine().getOut();
        if (options.verbose) {
            out.println();
            ImageLines.of(report.records()).forEach(out::println);
        }
        out.print(SummaryText.of(report));
        ReportFiles.write(folder, report);
        ReportFiles.writeCharts(folder, report).ifPresent(why -> out.println("no charts: " + why));
        out.printf("%nfiles in %s%n", folder);
        out.flush();
    }
}
