package org.elasticml.simulator.play;

import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.function.DoubleSupplier;
import java.util.random.RandomGenerator;
import org.elasticml.core.balance.BalancingPolicies;
import org.elasticml.core.dispatch.DispatchSettings;
import org.elasticml.core.scale.FixedPolicy;
import org.elasticml.core.scale.Policies;
import org.elasticml.core.scale.ScalingPolicy;
import org.elasticml.core.simulate.Simulation;
import org.elasticml.core.simulate.SimulationResult;
import org.elasticml.core.simulate.SimulationSettings;

/** Plays one scenario with one seed. */
final class Player {
    private static final String FIXED_PREFIX = "fixed-";
    private static final long NANOS_PER_SECOND = 1_000_000_000;

    private final Setup setup;
    private final Scenario scenario;
    private final long seed;
    private final long[] arrivals;

    Player(Setup setup, Scenario scenario, long seed, long[] arrivals) {
        this.setup = setup;
        this.scenario = scenario;
        this.seed = seed;
        this.arrivals = arrivals;
    }

    /**
     * Where all policies but fixed numbers start: the fewest that can keep up with the first second's rate, between floor and
     * ceiling.
     */
    int initialReplicas() {
        double cores =
                scenario.load().workload().ratePerSecond(0) * scenario.service().leastSeconds();
        return limited((int) Math.floor(cores) + 1);
    }

    private int limited(int replicas) {
        return Math.max(setup.limits().floor(), Math.min(setup.limits().ceiling(), replicas));
    }

    /** How many the candidate always has; 0 if it is no fixed number. */
    int fixedReplicas(String candidate, int bestFixed) {
        if (candidate.equals(PolicyChoice.BEST_FIXED)) {
            return limited(bestFixed);
        }
        return candidate.startsWith(FIXED_PREFIX) ? Integer.parseInt(candidate.substring(FIXED_PREFIX.length())) : 0;
    }

    SimulationResult play(String candidate, int fixedReplicas) {
        SimulationSettings settings = new SimulationSettings(
                new DispatchSettings(setup.queueCapacity(), NANOS_PER_SECOND, setup.sloNanos(), false),
                setup.sloNanos(),
                setup.deadlineNanos(),
                slots(),
                scenario.service().curve(),
                Math.round(scenario.bootSeconds() * NANOS_PER_SECOND),
                fixedReplicas > 0 ? fixedReplicas : initialReplicas(),
                NANOS_PER_SECOND,
                scenario.load().workload().seconds() * NANOS_PER_SECOND);
        return Simulation.run(
                settings,
                Arrays.stream(arrivals).iterator(),
                BalancingPolicies.named(setup.balancing(), new SplittableRandom(seed)),
                fixedReplicas > 0 ? new FixedPolicy(fixedReplicas, setup.limits()) : policy(candidate),
                variation(setup.variation(), new SplittableRandom(seed)));
    }

    private ScalingPolicy policy(String candidate) {
        return Policies.named(candidate, setup.limits(), setup.sloMillis() / 1000);
    }

    private int slots() {
        return setup.slots() == 0 && scenario.service().curve().maxBatch() == 1 ? 1 : setup.slots();
    }

    /** Lognormal with mean 1: e^(σZ − σ²/2), whose coefficient of variation is √(e^(σ²) − 1). */
    static DoubleSupplier variation(double coefficient, RandomGenerator random) {
        if (coefficient == 0) {
            return () -> 1;
        }
        double square = Math.log1p(coefficient * coefficient);
        double sigma = Math.sqrt(square);
        return () -> Math.exp(sigma * random.nextGaussian() - square / 2);
    }
}
