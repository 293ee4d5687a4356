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
        assertEquals(new DemoPlan(85, 85, 85, 145, 0.75, 30), DemoPlan.of(STEP, 60, false, 0, FIXED));
        assertEquals(new DemoPlan(85, 85, 85, 145, 0.75, 30), DemoPlan.of(SURGE, 60, false, 0, FIXED));
    }

    @Test
    void staysWithinTheWorkload() {
        assertEquals(40, DemoPlan.of(STEP, 160, false, 0, FIXED).from());
        assertEquals(new DemoPlan(0, 0, 0, 200, 0.75, 30), DemoPlan.of(STEP, 9_999, false, 0, FIXED));
        assertEquals(new DemoPlan(0, 0, 0, 200, 0.75, 30), DemoPlan.of(STEP, 60, true, 0, FIXED));
    }

    @Test
    void aScaleThatIsSetWins() {
        assertEquals(new DemoPlan(85, 85, 85, 145, 2, 80), DemoPlan.of(STEP, 60, false, 2, FIXED));
    }

    /** The mean of ten seconds from second 198 on is the first below 35 %. */
    @Test
    void whereReplicasFollowTheLoadTheMiddleBetweenRiseAndFallIsLeftOut() {
        DemoPlan plan = DemoPlan.of(SURGE, 90, false, 0, SCALED);
        assertEquals(new DemoPlan(88, 130, 186, 234, 0.625, 25), plan);
        assertEquals("88 to 130 and 186 to 234", plan.seconds());
        assertEquals(90, plan.played(SURGE).seconds());
        assertEquals(40, plan.played(SURGE).ratePerSecond(41));
        assertEquals(5, plan.played(SURGE).ratePerSecond(89));
        assertEquals(new DemoPlan(88, 112, 198, 234, 0.625, 25), DemoPlan.of(SURGE, 60, false, 0, SCALED));
    }

    @Test
    void nothingIsLeftOutWhereAllFits() {
        DemoPlan plan = DemoPlan.of(SURGE, 150, false, 0, SCALED);
        assertEquals(new DemoPlan(88, 88, 88, 238, 0.625, 25), plan);
        assertEquals("88 to 238", plan.seconds());
    }

    @Test
    void withoutAFallOrTimeForItThePlainWindowIsPlayed() {
        assertEquals(new DemoPlan(85, 85, 85, 145, 0.625, 25), DemoPlan.of(STEP, 60, false, 0, SCALED));
        assertEquals(new DemoPlan(98, 98, 98, 108, 0.625, 25), DemoPlan.of(SURGE, 10, false, 0, SCALED));
        assertEquals(new DemoPlan(86, 86, 86, 145, 0.625, 25), DemoPlan.of(SURGE, 59, false, 0, SCALED));
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
        DemoPlan plan = DemoPlan.of(workload, 120, false, 0, SCALED);
        Workload played = plan.played(workload).scaled(plan.scale());
        assertEquals(120, played.seconds());
        assertEquals(25, played.peakPerSecond(), 1e-6);
        assertTrue(played.window(0, 5).peakPerSecond() < 0.5 * 25, "quiet at first");
        assertTrue(
                played.window(20, 30).requests() > 0.75 * 30 * 25, "nearly all that one replica can do on the plateau");
        assertTrue(played.window(90, 30).peakPerSecond() < 0.6 * 25, "quiet at last, for longer than the policy waits");
    }

    private static Workload own() throws Exception {
        Workload workload = Workload.parse("workload.txt", Files.readAllLines(Path.of("../workload.txt")));
        assertEquals(630, workload.seconds());
        return workload;
    }
}
