package org.elasticml.core.door;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class TokenBucketTest {
    private static final long SECOND = 1_000_000_000;

    private final TokenBucket bucket = new TokenBucket();

    @Test
    void aBurstPassesAndThenTheRate() {
        long start = -5 * SECOND; // System.nanoTime() may be below 0
        for (int i = 0; i < 5; i++) {
            assertEquals(0, bucket.take(2, 5, start));
        }
        assertEquals(SECOND / 2, bucket.take(2, 5, start));
        assertTrue(bucket.take(2, 5, start + SECOND / 2 - 1) > 0, "just before the token");
        assertEquals(0, bucket.take(2, 5, start + SECOND / 2), "at it");
        assertEquals(SECOND / 2, bucket.take(2, 5, start + SECOND / 2));
    }

    @Test
    void noMoreThanABurstIsKept() {
        assertEquals(0, bucket.take(1, 3, 0));
        for (int i = 0; i < 3; i++) {
            assertEquals(0, bucket.take(1, 3, 1_000 * SECOND));
        }
        assertEquals(SECOND, bucket.take(1, 3, 1_000 * SECOND));
    }

    @Test
    void aRefusalCostsNothing() {
        assertEquals(0, bucket.take(1, 1, 0));
        for (int i = 1; i < 100; i++) {
            assertEquals(SECOND - i, bucket.take(1, 1, i));
        }
        assertEquals(0, bucket.take(1, 1, SECOND));
    }

    @Test
    void aNewRateHoldsFromThenOn() {
        assertEquals(0, bucket.take(1, 1, 0));
        assertEquals(SECOND / 10, bucket.take(10, 1, 0));
        assertEquals(0, bucket.take(10, 1, SECOND / 10));
    }

    /** However requests come: in any time no more than burst + rate × time pass, and never fewer than a steady sender's. */
    @Test
    void neverMoreThanBurstAndRate() {
        SplittableRandom random = new SplittableRandom(8);
        double rate = 7.5;
        int burst = 4;
        long now = 0;
        long passed = 0;
        for (int i = 0; i < 100_000; i++) {
            now += random.nextLong(SECOND / 10);
            passed += bucket.take(rate, burst, now) == 0 ? 1 : 0;
            assertTrue(passed <= burst + rate * now / SECOND + 1e-6, "after " + now + " ns");
        }
        assertEquals(rate * now / SECOND, passed, 0.001 * passed, "all that may pass do, since more come");
    }
}
