package org.elasticml.loadtester.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.elasticml.loadtester.report.Report;
import org.elasticml.loadtester.report.ReportFiles;
import org.elasticml.loadtester.report.ReportFolder;
import org.elasticml.loadtester.report.ReportFormatException;
import org.elasticml.loadtester.report.SummaryText;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@Command(
        name = "report",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = {"Makes the report of a run again, from the files that it left.", ""},
        footerHeading = "%nExamples:%n",
        footer = {
            "  load-tester report runs/20260102T030405Z",
            "  load-tester report runs/20260102T030405Z --capacity-for 100,500 --margin 30%%"
        },
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {"0:all is well", "1:a file can't be written", "2:the folder does not hold a run"})
final class ReportCommand implements Callable<Integer> {
    @Parameters(paramLabel = "DIR", description = "Holds requests.csv and summary.json.")
    Path folder;

    @Mixin
    CapacityOptions capacity;

    @Spec
    CommandSpec spec;

    @Override
    public Integer call() throws Exception {
        Usage.require(Files.isDirectory(folder), folder + " is not a folder");
        capacity.check();
        Report read = read();
        Report report = read.with(capacity.over(read.capacity().aim()));
        spec.commandLine().getOut().print(SummaryText.of(report));
        try {
            ReportFiles.writeAgain(folder, report);
            ReportFiles.writeCharts(folder, report)
                    .ifPresent(why -> spec.commandLine().getOut().println("no charts: " + why));
        } catch (IOException e) {
            throw Usage.unwritable(e);
        }
        spec.commandLine().getOut().printf("%nfiles in %s%n", folder);
        return ExitCode.FINE;
    }

    private Report read() throws CommandException {
        try {
            return ReportFolder.read(folder);
        } catch (ReportFormatException e) {
            throw new CommandException(ExitCode.USAGE, e.getMessage());
        } catch (IOException e) {
            throw new CommandException(ExitCode.USAGE, Usage.reason(e));
        }
    }
}
