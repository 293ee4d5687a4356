package org.elasticml.launcher;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

class CapacityTest {
    @Test
    void aPeakTakesAllOfOneReplicaWhereThereMayBeMore() {
        assertEquals(50, new Capacity(50, 2, true).demoPeakPerSecond(), 1e-9);
        assertEquals(50, new Capacity(50, 8, true).demoPeakPerSecond(), 1e-9);
    }

    @Test
    void aPeakIsSixtyPercentOfAFixedNumber() {
        assertEquals(0.6 * 50, new Capacity(50, 1, true).demoPeakPerSecond(), 1e-9);
        assertEquals(0.6 * 400, new Capacity(50, 8, false).demoPeakPerSecond(), 1e-9);
    }
}
