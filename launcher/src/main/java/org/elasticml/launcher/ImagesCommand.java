package org.elasticml.launcher;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code ./elastic images …}: the cluster program, with whatever it is told; {@link Elastic} lets options through. */
@Command(
        name = ImagesCommand.NAME,
        description = "Makes the container images, and tries them out.",
        footer = {"", "'elastic images --help' says how."})
final class ImagesCommand implements Callable<Integer> {
    static final String NAME = "images";

    @Parameters(arity = "0..*", paramLabel = "ARGUMENT", description = "given to it as they are")
    private List<String> arguments = List.of();

    @Override
    public Integer call() throws LaunchException {
        List<String> command = new ArrayList<>(Project.current().cluster());
        command.add(NAME);
        command.addAll(arguments);
        return Foreground.run(NAME, command, Map.of(), process -> {});
    }
}
