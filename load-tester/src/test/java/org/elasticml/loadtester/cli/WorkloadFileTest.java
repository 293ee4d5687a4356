package org.elasticml.loadtester.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import org.elasticml.core.workload.Workload;
import org.junit.jupiter.api.Test;

/** The project's own workload is what its comment says. */
class WorkloadFileTest {
    @Test
    void hasOneSurge() throws Exception {
        Path file = Path.of("..", "workload.txt");
        Workload workload = Workload.parse(file.toString(), Files.readAllLines(file));
        assertEquals(630, workload.seconds());
        assertEquals(10_000, workload.requests(), 500);
        assertEquals(44, workload.peakPerSecond());
        assertTrue(Math.abs(workload.steepestRise() - 205) <= 5, () -> "surge at " + workload.steepestRise());
    }
}
