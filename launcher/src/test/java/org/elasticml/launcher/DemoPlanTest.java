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
    private static final Workload STEP = step();

    private static Workload step() {
        double[] rates = new double[200];
        Arrays.fill(rates, 0, 100, 5);
        Arrays.fill(rates, 100, 200, 40);
        return Workload.of(rates);
    }

    @Test
    void beginsAQuarterBeforeTheRiseAndAsksForSixtyPercent() {
        assertEquals(new DemoPlan(85, 60, 0.75, 30), DemoPlan.of(STEP, 60, false, 0, 50));
    }

    @Test
    void staysWithinTheWorkload() {
        assertEquals(40, DemoPlan.of(STEP, 160, false, 0, 50).from());
        assertEquals(new DemoPlan(0, 200, 0.75, 30), DemoPlan.of(STEP, 9_999, false, 0, 50));
        assertEquals(new DemoPlan(0, 200, 0.75, 30), DemoPlan.of(STEP, 60, true, 0, 50));
    }

    @Test
    void aScaleThatIsSetWins() {
        assertEquals(new DemoPlan(85, 60, 2, 80), DemoPlan.of(STEP, 60, false, 2, 50));
    }

    @Test
    void aSilentWorkloadIsLeftAsItIs() {
        assertEquals(1, DemoPlan.of(Workload.of(0, 0, 0), 2, false, 0, 50).scale());
    }

    @Test
    void theProjectsOwnWorkloadHasItsSurgeInTheDemo() throws Exception {
        Path file = Path.of("../workload.txt");
        Workload workload = Workload.parse("workload.txt", Files.readAllLines(file));
        assertEquals(630, workload.seconds());
        DemoPlan plan = DemoPlan.of(workload, 60, false, 1, 50);
        double before = workload.window(plan.from(), 10).peakPerSecond();
        double after = workload.window(plan.from() + 30, 30).peakPerSecond();
        assertTrue(after > 3 * before, before + " a second, then " + after);
    }
}
