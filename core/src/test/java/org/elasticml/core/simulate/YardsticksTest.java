package org.elasticml.core.simulate;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Spliterators;
import java.util.SplittableRandom;
import java.util.stream.StreamSupport;
import org.elasticml.core.balance.BalancingPolicies;
import org.elasticml.core.scale.Decision;
import org.elasticml.core.scale.ServiceCurve;
import org.elasticml.core.workload.Arrivals;
import org.elasticml.core.workload.Workload;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class YardsticksTest {
    private static final Path COURSE = Path.of("../../shared/data/workload-course.txt");
    private static final long MILLI = 1_000_000;
    private static final long SLO = 500 * MILLI;

    private static long[] instants(Arrivals arrivals, Workload workload, long seed) {
        return StreamSupport.longStream(
                        Spliterators.spliteratorUnknownSize(arrivals.instantsNanos(workload, seed), 0), false)
                .toArray();
    }

    /** Two at once in 300 ms each with one replica: the second waits 300 ms, and is late. */
    @Test
    void servesOneAfterTheOther() {
        long[] two = {100 * MILLI, 100 * MILLI};
        FirstComeFirstServed queue = new FirstComeFirstServed(two, 1, 300 * MILLI, SLO);
        assertEquals(1, queue.late(1));
        assertEquals(0, queue.late(2));
        assertEquals(0, new FirstComeFirstServed(two, 1, 250 * MILLI, SLO).late(1));
    }

    /** Two replicas in the first second, begun on at 900 ms; one in the next, while the other drains for 200 ms. */
    @Test
    void whatDrainsIsPaidFor() {
        long[] two = {900 * MILLI, 900 * MILLI};
        FirstComeFirstServed queue = new FirstComeFirstServed(two, 3, 300 * MILLI, SLO);
        Hindsight.Plan plan = new PlayedPlan(queue, 0, new int[] {2, 1, 1}).plan();
        assertEquals(4.2, plan.coreSeconds(), 1e-9);
        assertEquals(0, plan.late());
    }

    /** The simulator and the yardsticks agree on what is late. */
    @ParameterizedTest
    @ValueSource(ints = {3, 4, 5})
    void aFixedNumberIsAsInTheSimulation(int replicas) {
        Workload workload = Workload.of(20, 30, 40, 30, 20, 50, 20, 10);
        SimulationResult simulated = Simulation.run(
                SimulationSettings.defaults(ServiceCurve.of(0.1), workload.seconds())
                        .takingAll()
                        .withReplicas(replicas)
                        .withSlots(1),
                Arrivals.POISSON.instantsNanos(workload, 3),
                BalancingPolicies.named("least-in-flight", new SplittableRandom(1)),
                sight -> new Decision.Hold("fixed"),
                () -> 1);
        FirstComeFirstServed queue =
                new FirstComeFirstServed(instants(Arrivals.POISSON, workload, 3), workload.seconds(), 100 * MILLI, SLO);
        int late = queue.late(replicas);
        assertEquals(late, simulated.requests() - simulated.inTime());
        assertTrue(replicas == 5 || late > 0);
    }

    /** All plans of five seconds with up to four replicas are tried. */
    @ParameterizedTest
    @CsvSource({"1, 0", "2, 0", "3, 0", "4, 0", "1, 2", "2, 2", "3, 2", "4, 2"})
    void isNearTheBestOfAllPlans(int seed, double bootSeconds) {
        SplittableRandom random = new SplittableRandom(seed);
        double[] rates = random.doubles(5, 2, 22).toArray();
        long[] arrivals = instants(Arrivals.POISSON, Workload.of(rates), seed);
        int mayBeLate = arrivals.length / 20;
        FirstComeFirstServed queue = new FirstComeFirstServed(arrivals, 5, 100 * MILLI, SLO);
        double best = Double.POSITIVE_INFINITY;
        for (int code = 0; code < 1024; code++) {
            int each = code;
            int[] plan = new int[5];
            for (int second = 0; second < 5; second++, each /= 4) {
                plan[second] = 1 + each % 4;
            }
            Hindsight.Plan played = new PlayedPlan(queue, bootSeconds, plan).plan();
            best = played.late() <= mayBeLate ? Math.min(best, played.coreSeconds()) : best;
        }
        Hindsight.Plan plan = new Yardsticks(arrivals, 5, 100 * MILLI, SLO, 0.05).hindsight(bootSeconds);
        assertTrue(plan.late() <= mayBeLate);
        assertEquals(1, plan.coreSeconds() / best, 0.03, plan + " against " + best);
    }

    @ParameterizedTest
    @CsvSource({"POISSON, 0.03", "POISSON, 0.2", "BURST, 0.1", "BURST, 0.2", "BARAZMOON, 0.06"})
    void keepsWhatItPromises(Arrivals arrivals, double serviceSeconds) {
        double[] rates = new double[120];
        Arrays.setAll(rates, second -> 12 + 10 * Math.sin(second / 9.0));
        long[] instants = instants(arrivals, Workload.of(rates), 1);
        long service = (long) (serviceSeconds * 1e9);
        Yardsticks found = new Yardsticks(instants, 120, service, SLO, 0.01);
        Hindsight.Plan atOnce = found.hindsight(0);
        Hindsight.Plan withBoot = found.hindsight(5);
        FirstComeFirstServed queue = new FirstComeFirstServed(instants, 120, service, SLO);
        int mayBeLate = instants.length / 100;
        assertTrue(atOnce.late() <= mayBeLate && withBoot.late() <= mayBeLate);
        Hindsight.Plan again = new PlayedPlan(queue, 0, ints(atOnce)).plan();
        assertEquals(again.coreSeconds(), atOnce.coreSeconds(), 1e-6, "as played from the start");
        assertEquals(again.late(), atOnce.late());
        assertTrue(found.fluidCoreSeconds() <= atOnce.coreSeconds());
        assertTrue(atOnce.coreSeconds() <= withBoot.coreSeconds());
        assertTrue(withBoot.coreSeconds() <= found.bestFixedCoreSeconds());
        assertTrue(queue.late(found.bestFixed()) <= mayBeLate);
        assertTrue(found.bestFixed() == 1 || queue.late(found.bestFixed() - 1) > mayBeLate);
    }

    private static int[] ints(Hindsight.Plan plan) {
        return plan.replicas().stream().mapToInt(each -> each).toArray();
    }

    /**
     * On the course's workload, means of five Poisson processes. The design's four constants, from another search, are 657,
     * 844, 1,124 and 2,230: ours are 0.8 %, 1.0 % and 4.2 % cheaper, and 0.3 % dearer at 100 ms.
     */
    @ParameterizedTest
    @CsvSource({"0.03, 651.9", "0.06, 835.5", "0.1, 1127.8", "0.2, 2137.4"})
    void theCourseIsAsCheapAsMeasured(double serviceSeconds, double coreSeconds) throws Exception {
        assumeTrue(Files.exists(COURSE), COURSE + " is not here");
        Workload workload = Workload.parse("course", Files.readAllLines(COURSE));
        double sum = 0;
        for (int seed = 1; seed <= 5; seed++) {
            sum += new Yardsticks(
                            instants(Arrivals.POISSON, workload, seed),
                            workload.seconds(),
                            (long) (serviceSeconds * 1e9),
                            SLO,
                            0.01)
                    .hindsight(0)
                    .coreSeconds();
        }
        assertEquals(1, sum / 5 / coreSeconds, 0.002, serviceSeconds + " s: " + sum / 5);
    }

    /**
     * Requests of 250 ms: 4 a second, then 40 a second for 5 s. One replica serves the first in time; the surge needs ten,
     * which are there a boot after it began.
     */
    @Test
    void whoReactsLosesWhatComesDuringABoot() {
        long[] surge = instants(Arrivals.UNIFORM, Workload.of(4, 4, 4, 4, 40, 40, 40, 40, 40, 4, 4, 4, 4), 1);
        Yardsticks yardsticks = new Yardsticks(surge, 13, 250 * MILLI, SLO, 0.01);
        assertEquals(1, yardsticks.reactiveBound(10, 5, 60), "ten from the start");
        double longBoot = yardsticks.reactiveBound(1, 15, 60);
        assertEquals((13 * 4 + 1) / 232.0, longBoot, 1 / 232.0, "all the time 4 a second, and what can wait");
        double shortBoot = yardsticks.reactiveBound(1, 2, 60);
        // 36 a second are lost for 2 s, but for the last 500 ms' worth, and half of as many while the second fills.
        assertEquals(1 - (36 * 1.5 + 18) / 232, shortBoot, 0.01);
        assertTrue(yardsticks.reactiveBound(1, 0, 60) > shortBoot);
    }

    /** Two bursts alike, 20 s apart: who remembers the first serves the second. */
    @Test
    void whoForgetsLosesTwice() {
        double[] rates = new double[40];
        Arrays.fill(rates, 4);
        Arrays.fill(rates, 5, 8, 40);
        Arrays.fill(rates, 25, 28, 40);
        Yardsticks yardsticks =
                new Yardsticks(instants(Arrivals.UNIFORM, Workload.of(rates), 1), 40, 250 * MILLI, SLO, 0.01);
        double lostOnce = 1 - yardsticks.reactiveBound(1, 5, 60);
        double lostTwice = 1 - yardsticks.reactiveBound(1, 5, 5);
        assertEquals(2, lostTwice / lostOnce, 0.01);
    }

    @Test
    void whatTakesLongerThanTheSloCantBeInTime() {
        assertEquals(
                "a request takes 0.6 s, so that no number of replicas meets an SLO of 0.5 s",
                assertThrows(
                                IllegalArgumentException.class,
                                () -> new Yardsticks(new long[] {1}, 1, 600 * MILLI, SLO, 0.01))
                        .getMessage());
    }
}
