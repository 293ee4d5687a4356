package org.elasticml.loadtester.send;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class PacerTest {
    private static final long START = 5_000_000_000L;

    @Test
    void firesEachInstantAndNoneEarly() {
        VirtualClock clock = new VirtualClock(0);
        List<Long> fired = new ArrayList<>();
        boolean all = new Pacer(clock)
                .pace(
                        START,
                        LongStream.of(0, 1_000_000, 1_000_000, 9_000_000_000L).iterator(),
                        instant -> {
                            fired.add(instant);
                            long lateNanos = clock.nanoTime() - START - instant;
                            assertTrue(lateNanos >= 0 && lateNanos < 10_000, () -> lateNanos + " ns late");
                        });
        assertTrue(all);
        assertEquals(List.of(0L, 1_000_000L, 1_000_000L, 9_000_000_000L), fired);
    }

    /** Every wait ends 5 ms late, and requests are 1 ms apart: those overslept are caught up with, not moved. */
    @Test
    void doesNotPassItsDelayOn() {
        VirtualClock clock = new VirtualClock(5_000_000);
        List<Long> latenessNanos = new ArrayList<>();
        new Pacer(clock)
                .pace(
                        START,
                        LongStream.range(0, 1000).map(i -> i * 1_000_000).iterator(),
                        instant -> latenessNanos.add(clock.nanoTime() - START - instant));
        assertEquals(1000, latenessNanos.size());
        assertTrue(latenessNanos.stream().allMatch(nanos -> nanos < 5_100_000));
    }

    @Test
    void stops() {
        Pacer pacer = new Pacer(new VirtualClock(0));
        List<Long> fired = new ArrayList<>();
        boolean all = pacer.pace(START, LongStream.range(0, 10).iterator(), instant -> {
            fired.add(instant);
            if (instant == 3) {
                pacer.stop();
            }
        });
        assertFalse(all);
        assertEquals(List.of(0L, 1L, 2L, 3L), fired);
    }
}
