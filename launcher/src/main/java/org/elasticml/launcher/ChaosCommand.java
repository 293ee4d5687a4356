package org.elasticml.launcher;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code ./elastic chaos …}: does harm and counts, in the benchmarks' program; {@link Elastic} lets options through. */
@Command(
        name = ChaosCommand.NAME,
        description = "Does harm to a dispatcher and its replicas under load, and counts what became of the requests.",
        footer = {
            "",
            "'elastic chaos --help' names the scenarios; without a name three of them run in short.",
            "Example: elastic chaos kill --json kill.json"
        })
final class ChaosCommand implements Callable<Integer> {
    static final String NAME = "chaos";

    @Parameters(arity = "0..*", paramLabel = "ARGUMENT", description = "given to it as they are")
    private List<String> arguments = List.of();

    @Override
    public Integer call() throws LaunchException {
        List<String> command = new ArrayList<>(Project.current().benchmarks());
        command.add(NAME);
        command.addAll(arguments);
        return Foreground.run("chaos", command, Map.of(), process -> {});
    }
}
