package org.elasticml.mlapp.serving;

import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.TreeMap;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
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
import org.openjdk.jmh.annotations.Threads;
import org.openjdk.jmh.annotations.Warmup;

/**
 * What batching itself costs a request, in microseconds: from being asked to its answer, with a network that takes no
 * time. In the package of what it measures, which nobody else needs to see.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
@Threads(8)
public class BatcherBenchmark {
    private static final Classification ANSWER =
            new Classification(List.of(new Classification.Candidate("goldfish", 1, 1)));

    private final byte[] image = new byte[1];

    @Param({"1", "8"})
    public int cap;

    private Classifier classifier;

    @Setup
    public void start() {
        classifier = new Classifier(
                (jobs, times) -> {
                    times.accept(new BatchTimes(jobs.size(), 0, 0));
                    jobs.forEach(job -> job.result().complete(ANSWER));
                },
                Executors.newFixedThreadPool(1),
                1,
                new BatchRule(cap, 0),
                64,
                new ServiceTimes(new TreeMap<>(Map.of(1, 0.0)), 0),
                new Classifier.Observer() {
                    @Override
                    public void left(BatchRule.Reason reason) {}

                    @Override
                    public void waited(double seconds) {}

                    @Override
                    public void served(BatchTimes times) {}
                });
    }

    @TearDown
    public void stop() {
        classifier.close();
    }

    @Benchmark
    public Classification classify() throws Overloaded {
        return classifier
                .classify(image, 1, OptionalLong.of(System.nanoTime() + 1_000_000_000L))
                .toCompletableFuture()
                .join();
    }
}
