package org.elasticml.simulator.play;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.DoubleSupplier;
import java.util.stream.DoubleStream;
import java.util.stream.Stream;
import org.elasticml.core.scale.ReplicaLimits;
import org.elasticml.core.scale.ServiceCurve;
import org.elasticml.core.workload.Arrivals;
import org.elasticml.core.workload.Workload;
import org.elasticml.simulator.play.ScenarioResult.PolicyResult;
import org.junit.jupiter.api.Test;

class GridTest {
    private static final ReplicaLimits LIMITS = new ReplicaLimits(1, 100);
    private static final Service SERVICE = new Service("100 ms", ServiceCurve.of(0.1));

    private static Setup setup(Arrivals arrivals, long firstSeed, int seeds) {
        return new Setup(arrivals, firstSeed, seeds, 0, 500, 5000, 0, 256, LIMITS, "least-expected-wait");
    }

    private static Load load(String name, double... rates) {
        return new Load(name, name, 1, Workload.of(rates));
    }

    private static List<PolicyChoice> policies(String... names) {
        return Stream.of(names).map(name -> PolicyChoice.named(name, LIMITS)).toList();
    }

    private static Grid grid(Setup setup, List<Double> boots, String... policies) {
        return new Grid(
                setup,
                List.of(load("waves", 12, 20, 30, 25, 9, 14, 31, 8), load("level", 10, 10, 10, 10)),
                List.of(SERVICE, new Service("30 ms", ServiceCurve.of(0.03))),
                boots,
                policies(policies));
    }

    private static List<ScenarioResult> play(Grid grid, int threads) throws InterruptedException {
        return grid.play(threads, (requests, nanos) -> {});
    }

    @Test
    void eachScenarioIsPlayedWithEachPolicy() throws Exception {
        Grid grid = grid(setup(Arrivals.POISSON, 1, 2), List.of(1.0, 2.0), "slo", "hpa", "fixed-4");
        int[] runs = {0};
        List<ScenarioResult> results = grid.play(1, (requests, nanos) -> runs[0]++);
        assertEquals(2 * 2 * 2 * 3 * 2, runs[0]);
        assertEquals(grid.runs(), runs[0]);
        assertEquals(
                grid.scenarios(), results.stream().map(ScenarioResult::scenario).toList());
        for (ScenarioResult result : results) {
            assertEquals(
                    List.of("slo", "hpa-70", "fixed-4"),
                    result.policies().stream().map(PolicyResult::policy).toList());
        }
    }

    @Test
    void threadsChangeNothing() throws Exception {
        Grid grid = grid(setup(Arrivals.POISSON, 1, 3), List.of(1.0, 2.0), "slo", "kpa", "queue", "fixed");
        assertTrue(play(grid, 1).equals(play(grid, 4)), "the same results");
    }

    @Test
    void seedsDo() throws Exception {
        assertEquals(withSeed(1), withSeed(1));
        assertNotEquals(withSeed(1), withSeed(2));
    }

    private static List<PolicyResult> withSeed(long seed) throws InterruptedException {
        return play(grid(setup(Arrivals.POISSON, seed, 1), List.of(1.0), "slo"), 1)
                .get(0)
                .policies();
    }

    /** Four seconds of 10 requests, evenly spaced, of 100 ms each: one replica is busy all the time, and nobody waits. */
    @Test
    void bestFixedIsTheLeastThatWillDo() throws Exception {
        ScenarioResult level = play(grid(setup(Arrivals.UNIFORM, 1, 2), List.of(1.0), "fixed", "fixed-3"), 1)
                .get(2);
        assertEquals(40, level.requests().mean());
        assertEquals(4, level.yardstick().fluidCoreSeconds().mean(), 1e-9);
        assertEquals(1, level.yardstick().bestFixed().mean());
        PolicyResult best = level.policies().get(0);
        assertEquals("fixed-1", best.shown());
        assertEquals(1, best.attainment().mean());
        assertEquals(100, best.p99Millis().mean(), 0.5);
        assertEquals(4, best.coreSeconds().mean(), 1e-9);
        assertEquals(0, best.scaleChanges().mean());
        PolicyResult three = level.policies().get(1);
        assertEquals(12, three.coreSeconds().mean(), 1e-9, "three from the start on");
        assertEquals(3, three.ratioToBestFixed().mean(), 1e-9);
    }

    @Test
    void ofTwoTheBetterIsShown() throws Exception {
        Grid all = grid(setup(Arrivals.POISSON, 1, 2), List.of(1.0), "kpa", "kpa-1", "kpa-2");
        for (ScenarioResult result : play(all, 2)) {
            PolicyResult better = result.policies().get(0);
            List<PolicyResult> both = result.policies().subList(1, 3);
            PolicyResult shown = both.get(better.shown().equals("kpa-1") ? 0 : 1);
            PolicyResult other = both.get(better.shown().equals("kpa-1") ? 1 : 0);
            assertEquals(shown.coreSeconds(), better.coreSeconds());
            boolean asGood = shown.meetsSlo() == other.meetsSlo();
            assertTrue(
                    asGood
                            ? shown.meetsSlo()
                                    ? shown.coreSeconds().mean()
                                            <= other.coreSeconds().mean()
                                    : shown.attainment().mean()
                                            >= other.attainment().mean()
                            : shown.meetsSlo(),
                    result.toString());
        }
    }

    /** 12 a second of 100 ms each need more than one core: two, whatever the policy. */
    @Test
    void allStartAlike() throws Exception {
        Grid grid = grid(setup(Arrivals.UNIFORM, 1, 1), List.of(60.0), "slo", "hpa-90", "queue");
        for (PolicyResult policy : play(grid, 1).get(0).policies()) {
            assertEquals(2, policy.drawn().seconds().get(0).ready(), policy.policy());
        }
    }

    @Test
    void ofManyScenariosTheFirstOfEachWorkloadIsDrawn() throws Exception {
        Grid grid = grid(setup(Arrivals.UNIFORM, 1, 1), List.of(1.0, 2.0, 3.0), "fixed");
        List<ScenarioResult> results = play(grid, 1);
        assertEquals(12, results.size());
        for (int i = 0; i < 12; i++) {
            if (i % 6 == 0) {
                assertNotNull(results.get(i).policies().get(0).drawn());
            } else {
                assertNull(results.get(i).policies().get(0).drawn());
            }
        }
    }

    @Test
    void variationIsOfMeanOneAndAsAsked() {
        DoubleSupplier variation = Player.variation(0.5, new SplittableRandom(1));
        double[] drawn = DoubleStream.generate(variation).limit(200_000).toArray();
        double mean = Arrays.stream(drawn).average().orElseThrow();
        double variance =
                Arrays.stream(drawn).map(x -> (x - mean) * (x - mean)).average().orElseThrow();
        assertEquals(1, mean, 0.005);
        assertEquals(0.5, Math.sqrt(variance), 0.01);
        assertEquals(1, Player.variation(0, new SplittableRandom(1)).getAsDouble());
    }

    @Test
    void whatIsNoPolicySaysWhatIs() {
        String message = assertThrows(IllegalArgumentException.class, () -> PolicyChoice.named("hpa-x", LIMITS))
                .getMessage();
        assertTrue(message.startsWith("'hpa-x' is not a scaling policy; there are slo (99 % in time)"), message);
    }
}
