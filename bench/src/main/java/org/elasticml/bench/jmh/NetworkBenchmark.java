package org.elasticml.bench.jmh;

import ai.djl.translate.TranslateException;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.elasticml.bench.Photographs;
import org.elasticml.bench.contest.Networks;
import org.elasticml.bench.contest.TracedResNet18;
import org.elasticml.mlapp.image.RgbImage;
import org.elasticml.mlapp.model.Network;
import org.elasticml.mlapp.model.Precision;
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
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/** One call of the network on a batch of prepared photos, in milliseconds; {@code -t 2} is two callers at a time. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class NetworkBenchmark {
    static final String TRACED = "traced";

    /** {@value #TRACED}, or a precision of ours; {@link JmhCommand} sets all that this CPU can do. */
    @Param({TRACED, "fp32"})
    public String way;

    @Param({"1", "4", "8", "16"})
    public int batch;

    @Param("")
    public String images;

    private Network network;
    private TracedResNet18 traced;
    private List<RgbImage> photos;
    private List<byte[]> prepared;

    @Setup
    public void load() throws Exception {
        Networks networks = new Networks("builtin");
        photos = Photographs.decoded(Photos.folder(images), batch);
        if (way.equals(TRACED)) {
            traced = networks.traced();
            prepared = networks.prepared(photos);
        } else {
            network = networks.load(Arrays.stream(Precision.values())
                    .filter(precision -> precision.toString().equals(way))
                    .findFirst()
                    .orElseThrow(() -> new IllegalArgumentException("there is no precision " + way)));
        }
    }

    /** What each thread runs: its own batch. */
    @State(Scope.Thread)
    public static class Caller {
        private Network.Batch ours;
        private TracedResNet18.Runner usual;

        @Setup
        public void prepare(NetworkBenchmark benchmark) {
            if (benchmark.way.equals(TRACED)) {
                usual = benchmark.traced.runner(benchmark.prepared);
            } else {
                ours = Networks.batch(benchmark.network, benchmark.photos);
            }
        }

        @TearDown
        public void close() {
            if (ours != null) {
                ours.close();
            } else {
                usual.close();
            }
        }
    }

    @Benchmark
    public float[][] logits(Caller caller) throws TranslateException {
        return caller.ours == null ? caller.usual.logits() : caller.ours.logits();
    }

    @TearDown
    public void close() {
        if (traced != null) {
            traced.close();
        } else {
            network.close();
        }
    }
}
