package org.elasticml.bench.jmh;

import java.util.ArrayDeque;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import org.elasticml.core.balance.BalancingPolicies;
import org.elasticml.core.balance.ReplicaPool;
import org.elasticml.core.dispatch.Assignment;
import org.elasticml.core.dispatch.DispatchSettings;
import org.elasticml.core.dispatch.Dispatching;
import org.elasticml.core.dispatch.Request;
import org.elasticml.core.queue.Priority;
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

/** What the dispatcher's decisions on one request take, from its admission to its answer, in nanoseconds. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class DispatchingBenchmark {
    private static final long SECOND = 1_000_000_000;
    private static final double SERVICE_SECONDS = 0.03;

    @Param({"4", "50", "1000"})
    public int replicas;

    @Param("least-expected-wait")
    public String policy;

    private final Queue<Assignment<Void>> underWay = new ArrayDeque<>();
    private final SplittableRandom random = new SplittableRandom(1);
    private Dispatching<Void> dispatching;
    private long now;
    private long gap;

    @Setup
    public void start() {
        dispatching = new Dispatching<>(
                new DispatchSettings(256, SECOND, SECOND / 2, false),
                new ReplicaPool(BalancingPolicies.named(policy, new SplittableRandom(1)), 0));
        Map<String, Boolean> names = new TreeMap<>();
        for (int i = 0; i < replicas; i++) {
            names.put("replica-" + i, false);
        }
        dispatching.replicas(names);
        dispatching.replicas().forEach(replica -> dispatching.alive(replica, 1 / SERVICE_SECONDS, SERVICE_SECONDS, 0));
        // Three of four replicas have something to do.
        gap = (long) (SERVICE_SECONDS * SECOND / (0.75 * replicas));
    }

    @Benchmark
    public Optional<?> request() {
        now += gap;
        if (underWay.size() > 0.75 * replicas) {
            dispatching.succeeded(underWay.remove(), now);
        }
        Optional<?> refusal =
                dispatching.submit(new Request<>(null, Priority.NORMAL, now, now + 5 * SECOND, random.nextLong()), now);
        dispatching.next(now).ifPresent(underWay::add);
        return refusal;
    }
}
