package org.elasticml.launcher;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code ./elastic profile …}: measures a replica, in the benchmarks' program; {@link Elastic} lets options through. */
@Command(
        name = ProfileCommand.NAME,
        description = "Measures how long a replica takes to boot and for batches of each size, and writes it down for"
                + " 'elastic simulate' and the autoscaler.",
        footer = {"", "'elastic profile --help' says how it is set.", "Example: elastic profile --images DIR"})
final class ProfileCommand implements Callable<Integer> {
    static final String NAME = "profile";

    private static final List<String> HELP = List.of("-h", "--help");

    @Parameters(arity = "0..*", paramLabel = "ARGUMENT", description = "given to it as they are")
    private List<String> arguments = List.of();

    @Override
    public Integer call() throws LaunchException {
        Project project = Project.current();
        List<String> command = new ArrayList<>(project.benchmarks());
        command.add(NAME);
        command.addAll(arguments);
        // Else each start would look for them, and that is no part of a boot.
        Map<String, String> weights =
                Collections.disjoint(arguments, HELP) ? Map.of("MODEL_WEIGHTS", Weights.settle(project)) : Map.of();
        return Foreground.run("profile", command, weights, process -> {});
    }
}
