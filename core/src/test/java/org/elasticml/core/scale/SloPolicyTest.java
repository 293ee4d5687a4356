package org.elasticml.core.scale;

import static org.elasticml.core.scale.Sights.LIMITS;
import static org.elasticml.core.scale.Sights.after;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import org.elasticml.core.workload.Arrivals;
import org.elasticml.core.workload.Workload;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SloPolicyTest {
    private static final Sizing SIZING = new Sizing(0.5, 0.01);

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
        int wanted = after(up, 2);
        assertTrue(wanted >= 6, up.toString());
        assertTrue(up.reason().startsWith("26.0 ± 5.1 requests/s, 52.0 expected in 6 s: "), up.reason());
        assertInstanceOf(Decision.Hold.class, arrive(62, 62, 26, 2, wanted - 2));
    }

    @Test
    void goesDownWhenTheWindowIsOverAndNotBefore() {
        arrive(0, 70, 36, 5, 0);
        int first = 71;
        while (after(arrive(first, first, 7, 5, 0), 5) == 5) {
            first++;
        }
        assertEquals(70 + 20, first, "the last second of much was 70, the window is 20 s");
    }

    @Test
    void waitsTwiceAsLongAfterGivingBackTooSoon() {
        Stabilisation stabilisation = new Stabilisation(20);
        stabilisation.atLeast(0, 5, 5);
        assertEquals(5, stabilisation.atLeast(19, 2, 5));
        assertEquals(2, stabilisation.atLeast(20, 2, 5));
        stabilisation.decided(20, 5, 2);
        stabilisation.decided(59, 2, 5);
        assertEquals(40, stabilisation.windowSeconds());
        stabilisation.atLeast(659, 5, 5);
        assertEquals(40, stabilisation.windowSeconds());
        stabilisation.atLeast(660, 5, 5);
        assertEquals(20, stabilisation.windowSeconds());
    }

    @Test
    void clearsABacklog() {
        arrive(0, 60, 19, 2, 0);
        Decision decision = policy.decide(Sights.arrivals(61, total += 19, 40, 2, 0));
        assertTrue(decision.reason().contains("40 wait: 4 clear them in time"), decision.reason());
        assertEquals(4, after(decision, 2));
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
            List<VirtualFleet.Change> changes = hour(betweenSteps(replicas), Arrivals.POISSON, seed, replicas);
            assertTrue(changes.size() <= 6, changes.toString());
            for (int i = 2; i < changes.size(); i++) {
                boolean isUpDownUp = changes.get(i).isUp()
                        && !changes.get(i - 1).isUp()
                        && changes.get(i - 2).isUp();
                assertFalse(
                        isUpDownUp
                                && changes.get(i).seconds() - changes.get(i - 2).seconds() < 60,
                        changes.toString());
            }
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4, 5})
    void uniformLoadNeverMovesItAfterAMinute(int replicas) {
        assertTrue(hour(betweenSteps(replicas), Arrivals.UNIFORM, 1, 1).stream().allMatch(c -> c.seconds() <= 60));
    }

    /** A surge from 8 to 36 in 10 s, on one seed: enough in time, at less than a fixed number that would do. */
    @Test
    void aSurgeIsMetMostly() {
        double[] rates = new double[600];
        for (int t = 0; t < 600; t++) {
            rates[t] = t < 200 || t >= 400 ? 8 : Math.min(36, 8 + 2.8 * (t - 199));
        }
        VirtualFleet.Outcome outcome =
                new VirtualFleet(Sights.SERVICE, 5, 1).run(Workload.of(rates), Arrivals.POISSON, 1, policy, 2);
        assertTrue(outcome.attainment() >= 0.99, "attainment " + outcome.attainment());
        assertTrue(outcome.coreSeconds() < 0.75 * 5 * 600, "core-seconds " + outcome.coreSeconds());
    }

    private static double betweenSteps(int replicas) {
        double low = 0.1;
        while (SIZING.fewest(low, Sights.SERVICE) < replicas) {
            low += 0.1;
        }
        double high = low;
        while (SIZING.fewest(high, Sights.SERVICE) == replicas) {
            high += 0.1;
        }
        return (low + high) / 2;
    }

    private static List<VirtualFleet.Change> hour(double rate, Arrivals arrivals, long seed, int atFirst) {
        double[] rates = new double[3600];
        Arrays.fill(rates, rate);
        return new VirtualFleet(Sights.SERVICE, 5, 1)
                .run(Workload.of(rates), arrivals, seed, Policies.named("slo", LIMITS), atFirst)
                .changes();
    }
}
