package org.elasticml.loadtester.send;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class PacerTest {
    private static final long MILLI = 1_000_000;

    @Test
    void waitsUntilTheInstantAndNotLess() {
        VirtualClock clock = new VirtualClock(0);
        Pacer pacer = new Pacer(clock);
        for (long instant : new long[] {0, MILLI, MILLI, 9_000 * MILLI}) {
            assertTrue(pacer.awaitUntil(instant));
            assertEquals(instant, clock.nanoTime());
        }
    }

    @Test
    void doesNotWaitForWhatIsPast() {
        VirtualClock clock = new VirtualClock(5 * MILLI);
        Pacer pacer = new Pacer(clock);
        assertTrue(pacer.awaitUntil(MILLI));
        long overslept = clock.nanoTime();
        assertTrue(pacer.awaitUntil(2 * MILLI));
        assertEquals(overslept, clock.nanoTime());
    }

    @Test
    void stops() {
        VirtualClock clock = new VirtualClock(0);
        Pacer pacer = new Pacer(clock);
        clock.at(3 * MILLI, pacer::stop);
        assertFalse(pacer.awaitUntil(4 * MILLI));
        assertTrue(pacer.isStopped());
        assertFalse(pacer.awaitUntil(0));
    }
}
