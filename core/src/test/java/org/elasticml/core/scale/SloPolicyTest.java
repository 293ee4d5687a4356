package org.elasticml.core.scale;

import static org.elasticml.core.scale.Sights.LIMITS;
import static org.elasticml.core.scale.Sights.after;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.elasticml.core.balance.BalancingPolicies;
import org.elasticml.core.simulate.ScaleChange;
import org.elasticml.core.simulate.Simulation;
import org.elasticml.core.simulate.SimulationResult;
import org.elasticml.core.simulate.SimulationSettings;
import org.elasticml.core.workload.Arrivals;
import org.elasticml.core.workload.Workload;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SloPolicyTest {
    private final ScalingPolicy policy = Policies.named("slo", LIMITS);
    private double total;

    private Decision arrive(int from, int to, double perSecond, int ready, int booting) {
        Decision last = null;
        for (int t = from; t <= to; t++) {
            last = policy.decide(Sights.arrivals(t, total += perSecond, 0, ready, booting));
        }
        return last;
    }

    @Test
    void goesUpAtOnceAndCountsThoseThatBoot() {
        arrive(0, 60, 7, 2, 0);
        Decision up = arrive(61, 61, 26, 2, 0);
        assertEquals(5, after(up, 2), up.toString());
        assertTrue(
                up.reason()
                        .startsWith(
                                "26.0 requests/s, 26.0 ± 5.1 expected in 6 s: 4 meet 500 ms for 99.00 %; a surge: 5 "),
                up.reason());
        assertInstanceOf(Decision.Hold.class, arrive(62, 62, 26, 2, 3));
    }

    @Test
    void callsOffWhatASurgeThatDidNotGoOnHadAskedFor() {
        arrive(0, 60, 7, 2, 0);
        arrive(61, 64, 60, 2, 9);
        assertTrue(after(arrive(65, 66, 7, 2, 9), 11) < 11);
    }

    @Test
    void goesDownWhenTheWindowIsOverAndNotBefore() {
        arrive(0, 70, 46, 6, 0);
        int first = 71;
        while (after(arrive(first, first, 7, 6, 0), 6) == 6) {
            first++;
        }
        assertEquals(70 + 10, first, "the last second of much was 70, the window is 10 s");
    }

    @Test
    void keepsReplicasLongerOnceASurgeFoundThemGone() {
        Stabilisation stabilisation = new Stabilisation(10);
        stabilisation.atLeast(0, 5, 5);
        assertEquals(5, stabilisation.atLeast(44, 2, 5), "too little was seen");
        stabilisation.atLeast(50, 5, 5);
        assertEquals(5, stabilisation.atLeast(59, 2, 5));
        assertEquals(2, stabilisation.atLeast(60, 2, 5));
        stabilisation.decided(60, 5, 2, false);
        stabilisation.decided(100, 2, 5, false);
        assertEquals(10, stabilisation.windowSeconds(), "that was no surge");
        stabilisation.decided(110, 5, 2, false);
        stabilisation.decided(229, 2, 5, true);
        assertEquals(60, stabilisation.windowSeconds());
        stabilisation.atLeast(829, 5, 5);
        assertEquals(60, stabilisation.windowSeconds());
        stabilisation.atLeast(830, 5, 5);
        assertEquals(10, stabilisation.windowSeconds());
    }

    @Test
    void withoutAWindowItGoesDownAtOnce() {
        Stabilisation none = new Stabilisation(0);
        none.atLeast(0, 5, 5);
        assertEquals(2, none.atLeast(50, 2, 5));
        HighestOf last = new HighestOf(0);
        last.add(0, 5);
        assertEquals(2, last.with(1, 2));
    }

    @Test
    void sparesAreThereInEveryRate() {
        ScalingPolicy spare = Policies.named("slo+2", LIMITS);
        ScalingPolicy usual = Policies.named("slo", LIMITS);
        for (int t = 0; t <= 60; t++) {
            usual.decide(Sights.arrivals(t, 26 * t, 0, 4, 0));
            spare.decide(Sights.arrivals(t, 26 * t, 0, 6, 0));
        }
        Decision without = usual.decide(Sights.arrivals(61, 26 * 62, 0, 1, 0));
        assertEquals(after(without, 1) + 2, after(spare.decide(Sights.arrivals(61, 26 * 62, 0, 1, 0)), 1));
        assertTrue(spare.forecast().orElseThrow().aheadPerSecond() >= 25.9);
    }

    @Test
    void clearsABacklog() {
        arrive(0, 60, 19, 2, 0);
        Decision decision = policy.decide(Sights.arrivals(61, total += 19, 40, 2, 0));
        assertTrue(decision.reason().contains("40 wait: 4 clear them in time"), decision.reason());
        assertEquals(4, after(decision, 2));
    }

    @ParameterizedTest
    @ValueSource(ints = {50, 60, 70, 80, 90, 99})
    void keepsASmallerShareInTimeToo(int percent) {
        ScalingPolicy lenient = Policies.named("slo-" + percent, LIMITS);
        int replicas = 1;
        for (int t = 0; t < 120; t++) {
            replicas = after(lenient.decide(Sights.arrivals(t, 36 * t, 0, replicas, 0)), replicas);
        }
        double late = new MultiServerQueue(replicas, 36, 0.1, 0).lateShare(0.4);
        double allowed = 1 - percent / 100.0;
        assertTrue(late <= Math.min(2 * allowed, allowed + 0.05), replicas + " replicas: " + late);
    }

    @Test
    void staysWithinItsLimits() {
        ScalingPolicy limited = Policies.named("slo", new ReplicaLimits(2, 4));
        limited.decide(Sights.arrivals(0, 0, 0, 1, 0));
        assertEquals(2, after(limited.decide(Sights.arrivals(1, 1, 0, 1, 0)), 1));
        Decision most = limited.decide(Sights.arrivals(2, 500, 0, 2, 0));
        assertEquals(4, after(most, 2));
        assertTrue(most.reason().endsWith("from 2 to 4 are allowed"), most.reason());
    }

    @Test
    void aGapChangesNothing() {
        arrive(0, 60, 7, 2, 0);
        policy.decide(new Blind(61, "no answer"));
        total += 7 * 30;
        assertInstanceOf(Decision.Hold.class, policy.decide(Sights.arrivals(91, total += 7, 0, 2, 0)));
    }

    /** Of an hour; the loads are the middles between the steps of capacity. */
    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4, 5})
    void constantPoissonLoadMovesItRarely(int replicas) {
        for (int seed = 1; seed <= 3; seed++) {
            List<ScaleChange> changes = play(hour(betweenSteps(replicas)), Arrivals.POISSON, seed, replicas)
                    .changes();
            assertTrue(changes.size() <= 6, changes.toString());
            for (int i = 2; i < changes.size(); i++) {
                boolean isUpDownUp = isUp(changes.get(i)) && !isUp(changes.get(i - 1)) && isUp(changes.get(i - 2));
                assertFalse(
                        isUpDownUp
                                && changes.get(i).seconds() - changes.get(i - 2).seconds() < 60,
                        changes.toString());
            }
        }
    }

    private static boolean isUp(ScaleChange change) {
        return change.to() > change.from();
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4, 5})
    void uniformLoadNeverMovesItAfterAMinute(int replicas) {
        List<ScaleChange> changes =
                play(hour(betweenSteps(replicas)), Arrivals.UNIFORM, 1, 1).changes();
        assertTrue(changes.stream().allMatch(change -> change.seconds() <= 60), changes.toString());
    }

    /** A surge from 8 to 36 in 10 s: enough in time, at less than a fixed number that would do. */
    @Test
    void aSurgeIsMetMostly() {
        double[] rates = new double[600];
        for (int t = 0; t < 600; t++) {
            rates[t] = t < 200 || t >= 400 ? 8 : Math.min(36, 8 + 2.8 * (t - 199));
        }
        SimulationResult result = play(rates, Arrivals.POISSON, 1, 2);
        assertTrue(result.attainment() >= 0.99, "attainment " + result.attainment());
        assertTrue(result.coreSeconds() < 0.75 * 5 * 600, "core-seconds " + result.coreSeconds());
    }

    /** 10 s of ten times as much, each minute: the first ones are met late, the others with what was kept. */
    @Test
    void burstsThatComeAgainFindTheReplicasStillThere() {
        double[] rates = new double[900];
        for (int t = 0; t < 900; t++) {
            rates[t] = t >= 120 && t % 60 < 10 ? 50 : 5;
        }
        SimulationResult result = play(rates, Arrivals.POISSON, 1, 1);
        assertTrue(
                result.changes().stream()
                        .filter(change -> change.seconds() > 400)
                        .allMatch(change -> change.to() >= 6),
                result.changes().toString());
        assertTrue(result.attainment() >= 0.9, "attainment " + result.attainment());
    }

    private static double betweenSteps(int replicas) {
        double low = 0.1;
        while (fewest(low) < replicas) {
            low += 0.1;
        }
        double high = low;
        while (fewest(high) == replicas) {
            high += 0.1;
        }
        return (low + high) / 2;
    }

    private static int fewest(double perSecond) {
        return new Sizing(0.5).fewest(perSecond, 0, 0.01, Sights.SERVICE);
    }

    private static double[] hour(double rate) {
        double[] rates = new double[3600];
        Arrays.fill(rates, rate);
        return rates;
    }

    private static SimulationResult play(double[] rates, Arrivals arrivals, long seed, int atFirst) {
        return Simulation.run(
                SimulationSettings.defaults(Sights.SERVICE, rates.length)
                        .withReplicas(atFirst)
                        .withSlots(1),
                arrivals.instantsNanos(Workload.of(rates), seed),
                BalancingPolicies.named("least-expected-wait", new SplittableRandom(1)),
                Policies.named("slo", LIMITS),
                () -> 1);
    }
}
