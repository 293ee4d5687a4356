package org.elasticml.core.simulate;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Spliterators;
import java.util.SplittableRandom;
import java.util.stream.LongStream;
import java.util.stream.StreamSupport;
import org.elasticml.core.balance.BalancingPolicies;
import org.elasticml.core.scale.Decision;
import org.elasticml.core.scale.Observation;
import org.elasticml.core.scale.ScalingPolicy;
import org.elasticml.core.scale.ServiceCurve;
import org.elasticml.core.scale.Sight;
import org.elasticml.core.workload.Arrivals;
import org.elasticml.core.workload.Workload;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SimulationTest {
    private static final long MILLI = 1_000_000;
    private static final ServiceCurve ONE_AT_A_TIME = ServiceCurve.of(0.1);

    /** So many replicas from these seconds on; and what it was shown. */
    private static final class Script implements ScalingPolicy {
        private final Map<Integer, Integer> replicasFrom;
        private final List<Observation> seen = new ArrayList<>();

        private Script(Map<Integer, Integer> replicasFrom) {
            this.replicasFrom = replicasFrom;
        }

        @Override
        public Decision decide(Sight sight) {
            seen.add((Observation) sight);
            Integer replicas = replicasFrom.get((int) sight.seconds());
            return replicas == null ? new Decision.Hold("as it is") : new Decision.ScaleTo(replicas, "the script");
        }

        private Observation at(int second) {
            return seen.get(second);
        }
    }

    private static SimulationResult run(SimulationSettings settings, ScalingPolicy scaling, long... arrivals) {
        return Simulation.run(
                settings,
                LongStream.of(arrivals).iterator(),
                BalancingPolicies.named("least-expected-wait", new SplittableRandom(1)),
                scaling,
                () -> 1);
    }

    private static SimulationResult run(SimulationSettings settings, String balancing, Workload workload, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        return Simulation.run(
                settings,
                Arrivals.POISSON.instantsNanos(workload, seed),
                BalancingPolicies.named(balancing, new SplittableRandom(seed)),
                new Script(Map.of(3, 8, 12, 3, 14, 20, 15, 2, 25, 6)),
                () -> 0.5 + random.nextDouble());
    }

    private static Workload waves() {
        double[] rates = new double[40];
        Arrays.setAll(rates, second -> 60 + 55 * Math.sin(second / 3.0));
        return Workload.of(rates);
    }

    @ParameterizedTest
    @ValueSource(strings = {"least-expected-wait", "least-in-flight", "round-robin", "p2c-ewma", "consistent-hash"})
    void eachRequestEndsOnce(String balancing) {
        SimulationSettings settings = SimulationSettings.defaults(ServiceCurve.of(0.05, 0.08, 0.11, 0.14), 40);
        SimulationResult result = run(settings.withBootNanos(2_000 * MILLI), balancing, waves(), 1);
        assertTrue(result.refused() > 0 && result.answered() > 1_000, result.refused() + " refused");
        assertEquals(result.requests(), result.answered() + result.refused() + result.expired());
        long ofSeconds = result.seconds().stream()
                .mapToLong(SecondOfSimulation::arrivals)
                .sum();
        assertEquals(result.requests(), ofSeconds);
        assertEquals(5, result.changes().size());
    }

    @Test
    void theSameSeedGivesTheSameResult() {
        SimulationSettings settings = SimulationSettings.defaults(ONE_AT_A_TIME, 40);
        SimulationResult once = run(settings, "p2c-ewma", waves(), 1);
        assertEquals(once, run(settings, "p2c-ewma", waves(), 1));
        assertNotEquals(once, run(settings, "p2c-ewma", waves(), 2));
    }

    /** Two more asked for at 2 s, there at 7 s, one called off at 8 s: 10 + 2 · 8 − 2 core-seconds. */
    @Test
    void bootsArePaidForAndServeOnlyAfterwards() {
        Script script = new Script(Map.of(2, 3, 8, 2));
        SimulationResult result = run(SimulationSettings.defaults(ONE_AT_A_TIME, 10), script);
        assertEquals(10 + 8 + 6, result.coreSeconds(), 1e-9);
        assertEquals(0, script.at(2).booting());
        assertEquals(2, script.at(3).booting());
        assertEquals(1, script.at(6).ready());
        assertEquals(3, script.at(8).ready(), "ready at 7 s");
        assertEquals(
                List.of(new ScaleChange(2, 1, 3, "the script"), new ScaleChange(8, 3, 2, "the script")),
                result.changes());
        assertEquals(
                new SecondOfSimulation(0, 1, 2, 0, 0, Double.NaN),
                result.seconds().get(2));
    }

    @Test
    void thoseThatBootGoFirst() {
        Script script = new Script(Map.of(1, 4, 2, 2, 3, 1));
        SimulationResult result =
                run(SimulationSettings.defaults(ONE_AT_A_TIME, 10).withReplicas(2), script);
        assertEquals(2, script.at(3).ready());
        assertEquals(0, script.at(3).booting());
        assertEquals(10 + 3 + 2 * 1, result.coreSeconds(), 1e-9);
    }

    /** At 1 s the one of two that has nothing to do goes at once; the other's work is not touched. */
    @Test
    void theIdleOneGoes() {
        SimulationResult result = run(
                SimulationSettings.defaults(ONE_AT_A_TIME, 3).withReplicas(2), new Script(Map.of(1, 1)), 950 * MILLI);
        assertEquals(3 + 1, result.coreSeconds(), 1e-9);
        assertEquals(1, result.answered());
    }

    /** Both are busy at 1 s; the one that goes finishes what it has, until 1.05 s, and is paid for until then. */
    @Test
    void oneThatGoesFinishesWhatItHas() {
        Script script = new Script(Map.of(1, 1));
        SimulationResult result = run(
                SimulationSettings.defaults(ONE_AT_A_TIME, 3).withReplicas(2).withSlots(1),
                script,
                950 * MILLI,
                950 * MILLI,
                1_010 * MILLI);
        assertEquals(3 + 1.05, result.coreSeconds(), 1e-9);
        assertEquals(3, result.answered());
        assertEquals(0.14, result.latency().maxSeconds(), 1e-9, "from 1.05 s on, with the one that stays");
    }

    /** One comes, is begun on, and three join it: they go together, in the time of three. */
    @Test
    void aFreeCoreTakesAllThatWaits() {
        SimulationSettings settings = SimulationSettings.defaults(ServiceCurve.of(0.1, 0.11, 0.13), 2);
        SimulationResult result =
                run(settings.withSlots(8), new Script(Map.of()), 0, 10 * MILLI, 20 * MILLI, 30 * MILLI, 40 * MILLI);
        assertEquals(0.1 + 0.13 + 0.1, result.busyCoreSeconds(), 1e-9);
        assertEquals(0.33 - 0.04, result.latency().maxSeconds(), 1e-9);
    }

    /** Three at once with one replica of 100 ms: at 150 ms one is served and one waits. */
    @Test
    void observesWhatMetersWouldShow() {
        Script script = new Script(Map.of());
        long at = 950 * MILLI;
        SimulationResult result =
                run(SimulationSettings.defaults(ONE_AT_A_TIME, 3).withSlots(1), script, at, at, at);
        assertEquals(new Observation(1, 3, 2, 1, 1, 0, 0, ONE_AT_A_TIME, 5, 0.05, 0.15), rounded(script.at(1)));
        assertEquals(0.3, rounded(script.at(2)).busyCoreSecondsTotal());
        assertEquals(0.6, rounded(script.at(2)).requestSecondsTotal());
        assertEquals(0.1, result.meanWaitSeconds(), 1e-9);
        assertEquals(0.2, result.latency().meanSeconds(), 1e-9);
    }

    private static Observation rounded(Observation o) {
        return new Observation(
                o.seconds(),
                o.arrivalsTotal(),
                o.queued(),
                o.inFlight(),
                o.ready(),
                o.booting(),
                o.draining(),
                o.service(),
                o.bootSeconds(),
                Math.round(o.busyCoreSecondsTotal() * 1e9) / 1e9,
                Math.round(o.requestSecondsTotal() * 1e9) / 1e9);
    }

    /** 120 a second for six replicas that can do 60: the shipped admission turns half away, and the others are in time. */
    @Test
    void whatIsTooMuchIsRefused() {
        double[] rates = new double[60];
        Arrays.fill(rates, 120);
        SimulationResult result = run(
                SimulationSettings.defaults(ONE_AT_A_TIME, 60).withReplicas(6),
                new Script(Map.of()),
                StreamSupport.longStream(
                                Spliterators.spliteratorUnknownSize(
                                        Arrivals.POISSON.instantsNanos(Workload.of(rates), 1), 0),
                                false)
                        .toArray());
        assertEquals(0.5, (double) result.refused() / result.requests(), 0.05);
        assertTrue(result.inTime() > 0.9 * result.answered(), result.inTime() + " of " + result.answered());
    }

    @Test
    void withoutRequestsAllAreInTime() {
        assertEquals(
                1,
                run(SimulationSettings.defaults(ONE_AT_A_TIME, 3), new Script(Map.of()))
                        .attainment());
    }

    @Test
    void tenThousandReplicasServeAMillionASecond() {
        SimulationResult result = Simulation.run(
                SimulationSettings.defaults(ServiceCurve.of(0.009), 2).withReplicas(10_000),
                Arrivals.UNIFORM.instantsNanos(Workload.of(1_000_000, 1_000_000), 1),
                BalancingPolicies.named("least-expected-wait", new SplittableRandom(1)),
                new Script(Map.of()),
                () -> 1);
        assertEquals(2_000_000, result.inTime());
        assertEquals(20_000, result.coreSeconds(), 1e-6);
        assertEquals(18_000, result.busyCoreSeconds(), 1e-3);
    }

    @Test
    void saysWhatIsWrong() {
        SimulationSettings settings = SimulationSettings.defaults(ONE_AT_A_TIME, 1);
        assertEquals(
                "there is at least one replica at the start, not 0",
                assertThrows(IllegalArgumentException.class, () -> settings.withReplicas(0))
                        .getMessage());
    }
}
