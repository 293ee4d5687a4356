package org.elasticml.bench.jmh;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.elasticml.bench.Say;
import org.elasticml.bench.contest.Precisions;
import org.openjdk.jmh.Main;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code bench jmh}: the micro-benchmarks, with JMH's own options. */
@Command(
        name = JmhCommand.NAME,
        description = {
            "Runs the JMH micro-benchmarks: decode, preprocess, network, batcher, dispatching, simulation, keys.",
            "Takes JMH's own options; -h lists them.",
            "Shows progress as it goes; a benchmark takes about ten seconds a parameter."
        },
        footer = {
            "",
            "Examples: elastic bench jmh Decode -p images=../shared/data/images",
            "          elastic bench jmh Network -p way=traced,fp32 -p batch=1,8 -t 2"
        })
public final class JmhCommand implements Callable<Integer> {
    public static final String NAME = "jmh";

    @Parameters(paramLabel = "ARGUMENT", description = "given to JMH as they are")
    private List<String> arguments = List.of();

    @Override
    public Integer call() throws Exception {
        List<String> given = new ArrayList<>(arguments);
        if (given.stream().noneMatch(argument -> argument.startsWith("way="))) {
            List<String> ways = new ArrayList<>(List.of(NetworkBenchmark.TRACED));
            Precisions.possible(List.of(), Say::line).forEach(precision -> ways.add(precision.toString()));
            given.addAll(List.of("-p", "way=" + String.join(",", ways)));
        }
        Main.main(given.toArray(String[]::new));
        return 0;
    }
}
