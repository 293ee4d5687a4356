package org.elasticml.loadtester.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.elasticml.loadtester.measure.Summary;
import org.elasticml.loadtester.report.CompareReport;
import org.elasticml.loadtester.report.Comparison;
import org.elasticml.loadtester.report.ImageLines;
import org.elasticml.loadtester.report.RepeatReport;
import org.elasticml.loadtester.report.Report;
import org.elasticml.loadtester.report.ReportFiles;
import org.elasticml.loadtester.report.SummaryText;
import picocli.CommandLine.Model.CommandSpec;

/** Prints what came of runs, writes it into files, and judges it. */
final class Publisher {
    private final PrintWriter out;
    private final PrintWriter err;
    private final SessionOptions options;

    Publisher(CommandSpec command, SessionOptions options) {
        this.out = command.commandLine().getOut();
        this.err = command.commandLine().getErr();
        this.options = options;
    }

    /**
     * @throws CommandException if a file can't be written
     */
    void publish(Report report, Path folder) throws CommandException {
        if (options.output.verbose) {
            out.println();
            ImageLines.of(report.records()).forEach(out::println);
        }
        out.print(SummaryText.of(report));
        write(folder, () -> {
            ReportFiles.write(folder, report);
            ReportFiles.writeCharts(folder, report).ifPresent(this::noCharts);
        });
    }

    /** The means of several runs of the same. */
    void publishRepeats(List<Played> all, Path folder) throws CommandException {
        List<Summary> summaries =
                all.stream().map(played -> played.report().summary()).toList();
        out.print(RepeatReport.text(summaries));
        write(folder, () -> RepeatReport.write(folder, summaries).ifPresent(this::noCharts));
    }

    /** Several runs of different things, side by side. */
    void publishComparison(Map<String, Played> all, Path folder) throws CommandException {
        Map<String, Summary> summaries = new LinkedHashMap<>();
        all.forEach((name, played) -> summaries.put(name, played.report().summary()));
        out.print(Comparison.text(summaries));
        write(folder, () -> Comparison.write(folder, summaries).ifPresent(this::noCharts));
    }

    void publish(CompareReport report, Path folder) throws CommandException {
        out.print(report.text());
        write(folder, () -> report.write(folder).ifPresent(this::noCharts));
    }

    private void noCharts(String why) {
        out.println("no charts: " + why);
    }

    @FunctionalInterface
    private interface Write {
        void run() throws IOException;
    }

    private void write(Path folder, Write files) throws CommandException {
        try {
            files.run();
        } catch (IOException e) {
            throw Usage.unwritable(e);
        }
        out.printf("%nfiles in %s%n", folder);
        out.flush();
    }

    /** Prints what is wrong. Returns the exit code: the first of those of {@link Verdict} that a run came to. */
    int judge(List<Played> all) {
        return judgeVerdicts(all.stream().map(Played::verdict).toList());
    }

    /** The same. */
    int judgeVerdicts(List<Verdict> all) {
        Verdict worst = Verdict.worst(all);
        worst.reasons().forEach(err::println);
        err.flush();
        return worst.exitCode();
    }
}
