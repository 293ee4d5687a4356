package org.elasticml.bench.jmh;

import java.util.List;
import java.util.concurrent.TimeUnit;
import org.elasticml.bench.Photographs;
import org.elasticml.bench.contest.Networks;
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

/** Preparing one decoded photo for the network, in milliseconds. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class PreprocessBenchmark {
    @Param("")
    public String images;

    private Network network;
    private List<RgbImage> photos;
    private int next;

    @Setup
    public void load() throws Exception {
        network = new Networks("seeded:1").load(Precision.FP32);
        photos = Photographs.decoded(
                Photos.folder(images), Photographs.of(Photos.folder(images)).size());
    }

    @Benchmark
    public int prepare() {
        next = (next + 1) % photos.size();
        try (Network.Batch batch = network.newBatch()) {
            batch.add(photos.get(next));
            return batch.size();
        }
    }

    @TearDown
    public void close() {
        network.close();
    }
}
