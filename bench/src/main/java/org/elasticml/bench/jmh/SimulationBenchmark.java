package org.elasticml.bench.jmh;

import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import org.elasticml.core.balance.BalancingPolicies;
import org.elasticml.core.scale.Decision;
import org.elasticml.core.scale.ServiceCurve;
import org.elasticml.core.simulate.Simulation;
import org.elasticml.core.simulate.SimulationResult;
import org.elasticml.core.simulate.SimulationSettings;
import org.elasticml.core.workload.Arrivals;
import org.elasticml.core.workload.Workload;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** What a simulated arrival takes, in nanoseconds: below 1,000 there are more than a million in a second. */
@State(Scope.Thread)
@BenchmarkMode(Mode.SingleShotTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 3)
@Measurement(iterations = 5)
@Fork(1)
public class SimulationBenchmark {
    private static final int ARRIVALS = 2_000_000;
    private static final double SERVICE_SECONDS = 0.01;

    @Param({"4", "100", "10000"})
    public int replicas;

    /** Of what the replicas can do; above 1, there is always a queue. */
    @Param({"0.8", "1.3"})
    public double load;

    @Benchmark
    @OperationsPerInvocation(ARRIVALS)
    public SimulationResult arrivals() {
        double perSecond = load * replicas / SERVICE_SECONDS;
        double[] rates = new double[(int) Math.ceil(ARRIVALS / perSecond)];
        Arrays.fill(rates, (double) ARRIVALS / rates.length);
        return Simulation.run(
                SimulationSettings.defaults(ServiceCurve.of(SERVICE_SECONDS), rates.length)
                        .withReplicas(replicas),
                Arrivals.POISSON.instantsNanos(Workload.of(rates), 1),
                BalancingPolicies.named("least-expected-wait", new SplittableRandom(1)),
                sight -> new Decision.Hold("as many as there are"),
                () -> 1);
    }
}
