package org.elasticml.loadtester.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.elasticml.loadtester.report.SearchFiles;
import org.elasticml.loadtester.report.SearchReport;
import org.elasticml.loadtester.search.Slo;
import picocli.CommandLine.Command;
import picocli.CommandLine.IModelTransformer;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

@Command(
        name = "search",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        abbreviateSynopsis = true,
        modelTransformer = SearchCommand.WithoutWhatIsForOneRun.class,
        description = {
            "Finds the highest rate at which an SLO holds: trials at constant rates, open loop, first doubling, then"
                    + " halving the gap between a rate that held and one that missed. Takes some 20 windows.",
            ""
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  load-tester search",
            "  load-tester search --slo 'p95<200ms,errors<0.1%%' --from 20 --to 200",
            "  load-tester search --window 10 --precision 5%%                      # rough, some three minutes",
            "  load-tester search --url http://127.0.0.1:8000/predict --arrivals uniform"
        },
        exitCodeListHeading = "%nExit codes (the first of 3, 1, 4, 99 that applies):%n",
        exitCodeList = {
            "0:a rate was found at which the SLO holds",
            "1:could not start, or a count was wrong",
            "2:wrong usage, or no usable image",
            "3:the target is unreachable, or became so",
            "4:requests left too late: the load tester can't send more",
            "99:the SLO holds at no rate"
        })
final class SearchCommand implements Callable<Integer> {
    @Mixin
    SearchOptions search;

    @Mixin
    SessionOptions options;

    @Spec
    CommandSpec spec;

    /** Trials are judged by the SLO, and only {@code --keep} keeps more than their figures. */
    static final class WithoutWhatIsForOneRun implements IModelTransformer {
        @Override
        public CommandSpec transform(CommandSpec command) {
            return Unfitting.removed(command, "--threshold", "--watch", "--capacity-for", "--margin", "--verbose");
        }
    }

    @Override
    public Integer call() throws Exception {
        search.check();
        options.check();
        Usage.require(
                options.output.out.isEmpty()
                        || Files.notExists(options.output.out.get().resolve(TrialRunner.folder(1))),
                "--out: " + options.output.out.orElse(null)
                        + " holds trials of another search already; a search needs a folder of its own");
        Slo slo = search.slo(options.judge.sloMs);
        try (Session session = Session.open(spec, options)) {
            Path out = OutFolder.of(options.output.out, Instant.now());
            Searching searching = new Searching(spec, session, search, options, slo, out);
            searching.run();
            SearchReport report = searching.report();
            publish(report, out);
            return judge(report, searching.ended());
        }
    }

    /** Prints what is wrong. Returns the exit code. */
    private int judge(SearchReport report, Optional<Searching.Ended> ended) {
        ended.filter(it -> it.exitCode() != ExitCode.FINE)
                .ifPresent(it -> spec.commandLine().getErr().println(it.why()));
        if (ended.isPresent()) {
            return ended.get().exitCode();
        }
        if (report.bracket().holdsAt().isEmpty()) {
            spec.commandLine().getErr().println("the SLO holds at no rate that was tried");
            return ExitCode.MISSED;
        }
        return ExitCode.FINE;
    }

    private void publish(SearchReport report, Path folder) throws CommandException {
        PrintWriter out = spec.commandLine().getOut();
        out.printf("%n%s%n", report.answer());
        try {
            SearchFiles.write(folder, report).ifPresent(why -> out.println("no picture: " + why));
        } catch (IOException e) {
            throw Usage.unwritable(e);
        }
        out.printf("%nfiles in %s%n", folder);
        out.flush();
    }
}
