package org.elasticml.launcher;

import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code ./elastic load …}: the load tester, with whatever it is told; {@link Elastic} lets options through as well. */
@Command(
        name = LoadCommand.NAME,
        description = "Runs the load tester: 'elastic load replay --help' says what it can do.",
        footer = {"", "Example: elastic load replay --workload workload.txt --seconds 60"})
final class LoadCommand implements Callable<Integer> {
    static final String NAME = "load";

    @Parameters(paramLabel = "ARGUMENT", description = "given to the load tester as they are")
    private List<String> arguments = List.of("--help");

    @Override
    public Integer call() throws LaunchException {
        return LoadTester.run(Project.current(), arguments);
    }
}
