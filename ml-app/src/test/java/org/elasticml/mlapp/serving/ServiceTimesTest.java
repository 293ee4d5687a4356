package org.elasticml.mlapp.serving;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** 5 ms to decode a photo; 30, 50 and 90 ms for 1, 2 and 4 in the network. */
class ServiceTimesTest {
    private final ServiceTimes times = new ServiceTimes(new TreeMap<>(Map.of(1, 0.030, 2, 0.050, 4, 0.090)), 0.005);

    @Test
    void knowsEverySize() {
        assertEquals(0.035, times.seconds(1), 1e-9);
        assertEquals(0.060, times.seconds(2), 1e-9);
        assertEquals(0.085, times.seconds(3), 1e-9, "halfway");
        assertEquals(0.110, times.seconds(4), 1e-9);
        assertEquals(0.220, times.seconds(8), 1e-9, "in proportion");
    }

    @Test
    void eachBatchMovesThemByATenth() {
        times.observe(new BatchTimes(2, 0.030, 0.100));
        assertEquals(2 * 0.006 + 0.055, times.seconds(2), 1e-9);
        assertEquals(0.006 + 0.030, times.seconds(1), 1e-9, "decoding is known of all sizes, the network of that one");
        times.observe(new BatchTimes(3, 3 * 0.006, 0.0825));
        assertEquals(3 * 0.006 + 0.0725 + 0.1 * 0.010, times.seconds(3), 1e-9);
    }

    @Test
    void aBatchOfWhichNothingCouldBeDecodedSaysNothing() {
        times.observe(new BatchTimes(0, 7, 0));
        assertEquals(0.035, times.seconds(1), 1e-9);
    }

    @Test
    void hopesForWhatItOnceCould() {
        for (int i = 0; i < 100; i++) {
            times.observe(new BatchTimes(1, 1, 1));
        }
        assertTrue(times.seconds(1) > 1.9);
        assertEquals(0.035, times.hopefulSecondsOfOne(), 1e-9);
    }
}
