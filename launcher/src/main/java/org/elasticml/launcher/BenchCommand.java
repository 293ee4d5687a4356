package org.elasticml.launcher;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code ./elastic bench …}: the benchmarks, with whatever they are told; {@link Elastic} lets options through as well. */
@Command(
        name = BenchCommand.NAME,
        description = "Measures: decoding, preprocessing, the network alone, and the whole service beside its peers.",
        footer = {
            "",
            "'elastic bench --help' says what can be measured, 'elastic bench peers --help' how one of them is set.",
            "Example: elastic bench network --batch 1,8 --threads 2"
        })
final class BenchCommand implements Callable<Integer> {
    static final String NAME = "bench";

    @Parameters(paramLabel = "ARGUMENT", description = "given to the benchmarks as they are")
    private List<String> arguments = List.of("--help");

    @Override
    public Integer call() throws LaunchException {
        List<String> command = new ArrayList<>(Project.current().benchmarks());
        command.addAll(arguments);
        // One thread a call, whoever calls libtorch: parallelism comes from several callers.
        return Foreground.run("the benchmarks", command, Map.of("OMP_NUM_THREADS", "1"), process -> {});
    }
}
