package org.elasticml.bench.jmh;

import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.elasticml.core.door.ApiKey;
import org.elasticml.core.door.ApiKeyFile;
import org.elasticml.core.door.ApiKeys;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** What it takes to tell whose key was shown, in nanoseconds: the same, wherever it is wrong. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class ApiKeysBenchmark {
    private static final String KEY = "0123456789abcdef0123456789abcdef";

    @Param({"1", "1000"})
    public int keys;

    @Param({"no", "first", "last"})
    public String wrong;

    private ApiKeys known;
    private String shown;

    @Setup
    public void read() {
        known = ApiKeyFile.parse(IntStream.range(0, keys)
                .mapToObj(i -> "key-" + i + " " + (i == 0 ? KEY : KEY + i))
                .collect(Collectors.joining("\n")));
        shown = switch (wrong) {
            case "first" -> "x" + KEY.substring(1);
            case "last" -> KEY.substring(0, KEY.length() - 1) + "x";
            default -> KEY;
        };
    }

    @Benchmark
    public Optional<ApiKey> find() {
        return known.find(shown);
    }
}
