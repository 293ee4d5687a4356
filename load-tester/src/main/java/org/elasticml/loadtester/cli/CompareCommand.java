package org.elasticml.loadtester.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import org.elasticml.loadtester.measure.Summary;
import org.elasticml.loadtester.report.CompareReport;
import org.elasticml.loadtester.report.Deployment;
import org.elasticml.loadtester.report.Report;
import org.elasticml.loadtester.report.ReportFormatException;
import org.elasticml.loadtester.report.RunFolders;
import org.elasticml.loadtester.send.Recording;
import picocli.CommandLine.Command;
import picocli.CommandLine.IModelTransformer;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@Command(
        name = "compare",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        abbreviateSynopsis = true,
        modelTransformer = CompareCommand.WithoutWhatIsForOneTarget.class,
        description = {
            "Puts the same work on several deployments in turn, round after round, and tells whether they differ: mean,"
                    + " p95, p99, throughput and errors, each with an interval. Or compares runs that are over.",
            ""
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  load-tester compare old=http://127.0.0.1:8001 new=http://127.0.0.1:8101",
            "  load-tester compare fp32=http://a:8000/predict int8=http://b:8000/predict --rate 40 --rounds 20",
            "  load-tester compare old=http://a:8001 new=http://b:8001 --workload workload.txt --fail-if-slower",
            "  load-tester compare monday=runs/monday tuesday=runs/tuesday --baseline monday"
        },
        exitCodeListHeading = "%nExit codes (the first of 3, 1, 4, 99 that applies):%n",
        exitCodeList = {
            "0:all is well, also if one is slower",
            "1:could not start, a count was wrong, or no intervals for --fail-if-slower",
            "2:wrong usage, a bad workload, no usable image, or a folder without runs",
            "3:a deployment is unreachable, or answered nothing",
            "4:requests left too late for the figures to be believed",
            "99:nothing succeeded in a turn; with --fail-if-slower, one is slower than the baseline"
        })
final class CompareCommand implements Callable<Integer> {
    private static final Set<String> OF_FOLDERS =
            Set.of("--baseline", "--fail-if-slower", "--slo-ms", "--max-lag", "--out");
    private static final String NO_INTERVALS =
            "--fail-if-slower can't tell: there are no intervals, which take two complete rounds at least";

    @Parameters(
            paramLabel = "NAME=URL|DIR NAME=URL|DIR…",
            hideParamSyntax = true,
            description =
                    "Deployments: where photos are posted to, as --url of replay; or folders with a run, or with runs"
                            + " of the same work (of --repeat, or of a comparison).")
    List<String> deployments = List.of();

    @Option(
            names = "--baseline",
            paramLabel = "NAME",
            description = "Whom the others are compared with (default: the first).")
    Optional<String> baseline;

    @Option(
            names = "--fail-if-slower",
            description =
                    "Ends with 99 if an interval shows that one is slower than the baseline by its mean, p95 or p99.")
    boolean failIfSlower;

    @Mixin
    TurnOptions turn;

    @Mixin
    SessionOptions options;

    @Spec
    CommandSpec spec;

    /** Here are several targets, and nothing is judged but how they differ. */
    static final class WithoutWhatIsForOneTarget implements IModelTransformer {
        @Override
        public CommandSpec transform(CommandSpec command) {
            return Unfitting.removed(
                    command,
                    "--url",
                    "--threshold",
                    "--metrics",
                    "--autoscaler",
                    "--watch",
                    "--capacity-for",
                    "--margin",
                    "--verbose");
        }
    }

    @Override
    public Integer call() throws Exception {
        List<Place> places = Place.all(deployments);
        String base = baseline.orElse(places.get(0).name());
        Usage.require(
                places.stream().anyMatch(place -> place.name().equals(base)),
                "--baseline: there is no deployment called " + base);
        options.judge.judgesSlo = false;
        options.output.autoscaler = Optional.empty();
        options.check();
        return places.get(0).isFolder() ? compareRuns(places, base) : compareTargets(places, base);
    }

    private int compareRuns(List<Place> places, String base) throws CommandException {
        for (OptionSpec given : spec.commandLine().getParseResult().matchedOptions()) {
            String name = given.names()[0];
            Usage.require(OF_FOLDERS.contains(name), "folders hold runs that are over: " + name + " is for URLs");
        }
        List<Deployment> read = new ArrayList<>();
        List<Verdict> verdicts = new ArrayList<>();
        for (Place place : places) {
            Deployment deployment = read(place);
            Usage.require(
                    !failIfSlower || deployment.rounds().size() > 1,
                    "--fail-if-slower needs intervals that hold, of two runs or more (--repeat); of " + place.name()
                            + " there is 1");
            read.add(deployment);
            deployment.rounds().forEach(run -> verdicts.add(verdict(place.name(), run)));
        }
        Path out = OutFolder.of(options.output.out, Instant.now());
        return publish(read, base, Verdict.worst(verdicts), List.of(), out);
    }

    private static Deployment read(Place place) throws CommandException {
        try {
            return RunFolders.read(place.name(), Path.of(place.where()));
        } catch (ReportFormatException e) {
            throw new CommandException(ExitCode.USAGE, place.name() + ": " + e.getMessage());
        } catch (IOException e) {
            throw new CommandException(ExitCode.USAGE, place.name() + ": " + Usage.reason(e));
        }
    }

    private Verdict verdict(String name, Report run) {
        Summary summary = run.summary();
        Recording recording = new Recording(summary.requests(), run.records(), summary.endedEarly());
        return Verdict.of(recording, summary, options.judge).ofOne(name, summary);
    }

    private int compareTargets(List<Place> places, String base)
            throws CommandException, InterruptedException, ExecutionException {
        TurnWork work = turn.work();
        Usage.require(!failIfSlower || turn.rounds() > 1, "--fail-if-slower needs intervals: --rounds is 2 or more");
        for (Place place : places) {
            Usage.require(
                    options.output.out.isEmpty()
                            || Files.notExists(options.output.out.get().resolve(place.name())),
                    "--out: " + options.output.out.orElse(null) + " holds rounds of " + place.name()
                            + " already; a comparison needs a folder of its own");
        }
        try (Targets targets = Targets.open(spec, options, places)) {
            Path out = OutFolder.of(options.output.out, Instant.now());
            Turns turns = targets.play(turn, work, out);
            Map<String, List<Report>> rounds = turns.complete();
            int complete = rounds.get(base).size();
            if (complete == 0) {
                Verdict verdict = turns.verdict();
                throw new CommandException(
                        verdict.exitCode() == ExitCode.FINE ? ExitCode.ERROR : verdict.exitCode(),
                        String.join("; ", verdict.reasons())
                                + (verdict.reasons().isEmpty() ? "" : ". ")
                                + "No round is complete: there is nothing to compare");
            }
            List<Deployment> measured = places.stream()
                    .map(place ->
                            new Deployment(place.name(), targets.url(place.name()), rounds.get(place.name()), false))
                    .toList();
            List<String> remarks = complete == turn.rounds()
                    ? List.of()
                    : List.of("Ended early: " + complete + " of " + turn.rounds() + " rounds are complete.");
            return publish(measured, base, turns.verdict(), remarks, out);
        }
    }

    private int publish(List<Deployment> all, String base, Verdict verdict, List<String> remarks, Path out)
            throws CommandException {
        CompareReport report = new CompareReport(all, base, verdict.reasons(), remarks);
        Publisher publisher = new Publisher(spec, options);
        publisher.publish(report, out);
        boolean judged = failIfSlower && verdict.exitCode() == ExitCode.FINE;
        return publisher.judgeVerdicts(List.of(judged ? ofIntervals(report) : verdict));
    }

    /** Whether one is slower; without intervals that it can't be told is not that all is well. */
    static Verdict ofIntervals(CompareReport report) {
        if (!report.hasIntervals()) {
            return new Verdict(ExitCode.ERROR, List.of(NO_INTERVALS));
        }
        return new Verdict(report.slower().isEmpty() ? ExitCode.FINE : ExitCode.MISSED, report.slower());
    }
}
