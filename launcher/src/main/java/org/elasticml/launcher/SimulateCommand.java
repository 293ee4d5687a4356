package org.elasticml.launcher;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code ./elastic simulate …}: the simulator, with whatever it is told; {@link Elastic} lets options through as well. */
@Command(
        name = SimulateCommand.NAME,
        description = "Plays scaling policies in virtual time, and holds them against what could have been done.",
        footer = {
            "",
            "'elastic simulate --help' says what can be played; without options, workload.txt with each policy.",
            "Example: elastic simulate --policy slo,hpa-70 --service-ms 30,100 --boot-s 5,15"
        })
final class SimulateCommand implements Callable<Integer> {
    static final String NAME = "simulate";

    @Parameters(arity = "0..*", paramLabel = "ARGUMENT", description = "given to the simulator as they are")
    private List<String> arguments = List.of();

    @Override
    public Integer call() throws LaunchException {
        List<String> command = new ArrayList<>(Project.current().simulator());
        command.addAll(arguments);
        return Foreground.run("the simulator", command, Map.of(), process -> {});
    }
}
