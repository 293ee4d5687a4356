package org.elasticml.launcher;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Parameters;

/** A command of the cluster program, with whatever it is told; {@link Elastic} lets options through as well. */
abstract class ClusterCommand implements Callable<Integer> {
    private final String name;

    @Parameters(arity = "0..*", paramLabel = "ARGUMENT", description = "given to it as they are")
    private List<String> arguments = List.of();

    /** @param name what the cluster program calls it */
    ClusterCommand(String name) {
        this.name = name;
    }

    @Override
    public final Integer call() throws LaunchException {
        List<String> command = new ArrayList<>(Project.current().cluster());
        command.add(name);
        command.addAll(arguments);
        return Foreground.run(name, command, Map.of(), process -> {});
    }
}
