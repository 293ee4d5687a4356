package org.elasticml.dispatcher.redis;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Random;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class BackoffTest {
    private static final int MANY = 2000;

    /** The longest of many draws, for the first tries after another. */
    @Test
    void drawsFromALimitThatDoubles() {
        Random random = new Random(1);
        List<Long> limits = List.of(100L, 200L, 400L, 800L, 1600L, 3200L, 5000L, 5000L);
        long[][] draws = new long[limits.size()][MANY];
        for (int i = 0; i < MANY; i++) {
            Backoff backoff = new Backoff();
            for (long[] each : draws) {
                each[i] = backoff.next(random);
            }
        }
        for (int i = 0; i < draws.length; i++) {
            long most = LongStream.of(draws[i]).max().orElseThrow();
            long least = LongStream.of(draws[i]).min().orElseThrow();
            assertTrue(most <= limits.get(i) && most > 0.98 * limits.get(i), i + ": " + most);
            assertTrue(least >= 1 && least <= 1 + 0.02 * limits.get(i), i + ": " + least);
        }
    }

    @Test
    void beginsAnew() {
        Backoff backoff = new Backoff();
        Backoff fresh = new Backoff();
        backoff.next(new Random(1));
        backoff.next(new Random(1));
        backoff.reset();
        assertEquals(fresh.next(new Random(2)), backoff.next(new Random(2)));
    }
}
