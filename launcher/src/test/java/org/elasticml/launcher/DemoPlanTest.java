package org.elasticml.launcher;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.elasticml.core.workload.Workload;
import org.junit.jupiter.api.Test;

class DemoPlanTest {
    /** 5 a second for 100 s, then 40 for 100 s. */
    private static final Workload STEP = workload(100, 5, 100, 40);
    /** And 5 again for 100 s. */
    private static final Workload SURGE = workload(100, 5, 100, 40, 100, 5);

    private static final Capacity FIXED = new Capacity(25, 2, false);
    private static final Capacity SCALED = new Capacity(25, 2, true);

    /** @param secondsAndRates in turn */
    private static Workload workload(int... secondsAndRates) {
        double[] rates = new double[0];
        for (int i = 0; i < secondsAndRates.length; i += 2) {
            int from = rates.length;
            rates = Arrays.copyOf(rates, from + secondsAndRates[i]);
            Arrays.fill(rates, from, rates.length, secondsAndRates[i + 1]);
        }
        return Workload.of(rates);
    }

    @Test
    void beginsAQuarterBeforeTheRiseAndAsksForSixtyPercent() {
        assertEquals(new DemoPlan(85, 60, 1, 0.75, 30), DemoPlan.of(STEP, 60, false, 0, FIXED));
        assertEquals(new DemoPlan(85, 60, 1, 0.75, 30), DemoPlan.of(SURGE, 60, false, 0, FIXED));
    }

    @Test
    void staysWithinTheWorkload() {
        assertEquals(40, DemoPlan.of(STEP, 160, false, 0, FIXED).from());
        assertEquals(new DemoPlan(0, 200, 1, 0.75, 30), DemoPlan.of(STEP, 9_999, false, 0, FIXED));
        assertEquals(new DemoPlan(0, 200, 1, 0.75, 30), DemoPlan.of(STEP, 60, true, 0, FIXED));
    }

    @Test
    void aScaleThatIsSetWins() {
        assertEquals(new DemoPlan(85, 60, 1, 2, 80), DemoPlan.of(STEP, 60, false, 2, FIXED));
    }

    @Test
    void whereReplicasFollowTheLoadRiseAndFallAreSpedUpToFit() {
        // The mean of ten seconds from second 197 on is the first below 40 %: 97 s of surge in 53 s between lead and
        // tail.
        DemoPlan plan = DemoPlan.of(SURGE, 90, false, 0, SCALED);
        assertEquals(1.9, plan.speed());
        assertEquals(90, plan.from());
        assertEquals(171, plan.seconds());
        assertEquals(1.2 * 25, plan.peakPerSecond(), 1e-9);
        assertEquals(30 / (1.9 * 40), plan.scale(), 1e-9);
    }

    @Test
    void aScaleThatIsSetHoldsForTheRatesOfTheFile() {
        DemoPlan plan = DemoPlan.of(SURGE, 90, false, 2, SCALED);
        assertEquals(80, plan.peakPerSecond(), 1e-9);
        assertEquals(2 / 1.9, plan.scale(), 1e-9);
    }

    @Test
    void isAsFastAsItIsWithRoomEnough() {
        DemoPlan plan = DemoPlan.of(SURGE, 150, false, 0, SCALED);
        assertEquals(new DemoPlan(95, 150, 1, 0.75, 30), plan);
    }

    @Test
    void withoutAFallOrTimeForItThePlainWindowIsPlayed() {
        assertEquals(new DemoPlan(85, 60, 1, 0.75, 30), DemoPlan.of(STEP, 60, false, 0, SCALED));
        assertEquals(new DemoPlan(98, 10, 1, 0.75, 30), DemoPlan.of(SURGE, 10, false, 0, SCALED));
        assertEquals(new DemoPlan(90, 40, 1, 0.75, 30), DemoPlan.of(SURGE, 40, false, 0, SCALED));
    }

    @Test
    void aSilentWorkloadIsLeftAsItIs() {
        assertEquals(1, DemoPlan.of(Workload.of(0, 0, 0), 2, false, 0, FIXED).scale());
    }

    @Test
    void theProjectsOwnWorkloadHasItsSurgeInTheDemo() throws Exception {
        Workload workload = own();
        DemoPlan plan = DemoPlan.of(workload, 60, false, 1, FIXED);
        double before = workload.window(plan.from(), 10).peakPerSecond();
        double after = workload.window(plan.from() + 30, 30).peakPerSecond();
        assertTrue(after > 3 * before, before + " a second, then " + after);
    }

    @Test
    void theProjectsOwnWorkloadRisesAndFallsInTheDemo() throws Exception {
        Workload workload = own();
        DemoPlan plan = DemoPlan.of(workload, 90, false, 0, SCALED);
        assertTrue(plan.speed() > 1 && plan.speed() < 5, plan::toString);
        Workload played = workload.window(plan.from(), plan.seconds())
                .faster(plan.speed())
                .scaled(plan.scale());
        assertEquals(90, played.seconds(), 1);
        assertEquals(1.2 * 25, played.peakPerSecond(), 1e-6);
        assertTrue(played.window(0, 5).peakPerSecond() < 0.5 * 25, "quiet at first");
        assertTrue(played.window(15, 30).requests() > 30 * 25, "more than one replica can do, on the plateau");
        assertTrue(played.window(65, 25).peakPerSecond() < 0.5 * 25, "quiet at last, for longer than the policy waits");
    }

    private static Workload own() throws Exception {
        Workload workload = Workload.parse("workload.txt", Files.readAllLines(Path.of("../workload.txt")));
        assertEquals(630, workload.seconds());
        return workload;
    }
}
