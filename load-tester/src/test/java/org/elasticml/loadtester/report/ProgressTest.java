package org.elasticml.loadtester.report;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.elasticml.core.workload.Workload;
import org.elasticml.loadtester.measure.Percentiles;
import org.elasticml.loadtester.send.Snapshot;
import org.junit.jupiter.api.Test;

class ProgressTest {
    /** From 0 to 1.5 s, 10 + 20/2 requests are due in 1.5 s: 13.3 a second; then 10 in half a second. */
    @Test
    void givesRatesSinceTheLineBefore() {
        Progress progress = new Progress(Workload.of(10, 20));
        assertEquals(
                "   2/2 s  asked 13.3/s  achieved 12.0/s  in flight 3  p50 18 ms  p99 45 ms  refused 1  failed 2",
                progress.line(new Snapshot(1_500_000_000L, 18, 3, 1, 2, Percentiles.of(18_000_000, 45_000_000))));
        assertEquals(
                "   2/2 s  asked 20.0/s  achieved 4.0/s  in flight 0  p50 -  p99 -  refused 1  failed 2",
                progress.line(new Snapshot(2_000_000_000L, 20, 0, 1, 2, Percentiles.of())));
    }
}
