package org.elasticml.simulator.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.elasticml.core.scale.ReplicaLimits;
import org.elasticml.loadtester.cli.CommandException;
import org.elasticml.loadtester.cli.ExitCode;
import org.elasticml.loadtester.cli.OneLineErrors;
import org.elasticml.loadtester.cli.OutFolder;
import org.elasticml.loadtester.cli.Usage;
import org.elasticml.simulator.play.Grid;
import org.elasticml.simulator.play.PolicyChoice;
import org.elasticml.simulator.play.ScenarioResult;
import org.elasticml.simulator.play.Setup;
import org.elasticml.simulator.report.SimulationFiles;
import org.elasticml.simulator.report.SimulationText;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** The program behind {@code ./elastic simulate}. */
@Command(
        name = "elastic simulate",
        mixinStandardHelpOptions = true,
        version = "elastic simulate 0.1.0",
        sortOptions = false,
        abbreviateSynopsis = true,
        description = {
            "Plays scaling policies in virtual time, with the dispatcher's own queue, admission and balancing, and holds"
                    + " them against what could have been done. Where an option takes several values, separated by"
                    + " commas, each is played with each of the others.",
            ""
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  elastic simulate --policy slo,hpa,kpa,queue,fixed --boot-s 5,15",
            "  elastic simulate --shape spike,mmpp --scale 1,2,4 --service-ms 30,100 --out runs/shapes",
            "",
            "Exit codes: 0 fine, 1 could not be done, 2 usage."
        })
public final class Simulator implements Callable<Integer> {
    @Mixin
    LoadOptions load;

    @Option(
            names = "--policy",
            paramLabel = "POLICY",
            split = ",",
            defaultValue = "slo,hpa-70,hpa-90,kpa,queue,fixed",
            description =
                    "Scaling policies: slo, for 99 %% in time; slo-P, for P %%; slo+N, with N replicas spare; hpa-N, for N %% CPU;"
                            + " hpa-N-Ss, with metrics every S s, not every 15; kpa-N, for N requests at a time in a container;"
                            + " queue; fixed-N, for N replicas. Without a number: hpa-70, the better of kpa-1 and kpa-2, the best"
                            + " fixed number (default: ${DEFAULT-VALUE}).")
    List<String> policies;

    @Mixin
    ReplicaOptions replicas;

    @Mixin
    SystemOptions system;

    @Option(names = "--out", paramLabel = "DIR", description = "Where the files go (default: runs/<time in UTC>).")
    Optional<Path> out;

    @Option(names = "--threads", paramLabel = "N", description = "Runs at a time (default: one a core).")
    Optional<Integer> threads;

    @Spec
    CommandSpec command;

    private Simulator() {}

    public static void main(String[] args) {
        System.exit(commandLine().execute(args));
    }

    static CommandLine commandLine() {
        return OneLineErrors.of(new CommandLine(new Simulator()));
    }

    @Override
    public Integer call() throws CommandException, InterruptedException {
        Setup setup = system.setup(load, replicas.variation);
        ReplicaOptions.Replicas replica = replicas.read(system.sloMillis);
        Grid grid = new Grid(setup, load.loads(), replica.services(), replica.bootSeconds(), choices(setup.limits()));
        int atATime = threads.orElse(Runtime.getRuntime().availableProcessors());
        Usage.require(atATime >= 1, "--threads is 1 or more, not " + atATime);
        Path folder = OutFolder.of(out, Instant.now());
        CommandLine commandLine = command.commandLine();
        ProgressLine progress = new ProgressLine(commandLine.getErr(), grid.runs(), grid.requests());
        List<ScenarioResult> results = grid.play(atATime, progress);
        progress.end();
        PrintWriter print = commandLine.getOut();
        print.print(SimulationText.of(grid, results));
        try {
            SimulationFiles.write(folder, grid, results);
        } catch (IOException e) {
            throw new CommandException(ExitCode.ERROR, "--out: cannot write " + Usage.reason(e));
        }
        print.println("Charts and figures: " + folder.resolve("simulation.html"));
        print.flush();
        return ExitCode.FINE;
    }

    private List<PolicyChoice> choices(ReplicaLimits limits) throws CommandException {
        List<PolicyChoice> choices = new ArrayList<>();
        for (String name : policies) {
            try {
                PolicyChoice choice = PolicyChoice.named(name, limits);
                if (!choices.contains(choice)) {
                    choices.add(choice);
                }
            } catch (IllegalArgumentException e) {
                throw new CommandException(ExitCode.USAGE, "--policy: " + e.getMessage());
            }
        }
        return choices;
    }
}
