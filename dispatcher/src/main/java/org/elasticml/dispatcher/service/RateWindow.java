package org.elasticml.dispatcher.service;

import java.util.Arrays;

/** Events per second over the last {@value #SECONDS} whole seconds. Not thread-safe. */
final class RateWindow {
    static final int SECONDS = 10;

    private static final long NANOS_PER_SECOND = 1_000_000_000L;

    /** One count a second; the slot of the current second is still being filled. */
    private final long[] counts = new long[SECONDS + 1];

    private final long startSecond;
    private long second;

    RateWindow(long nowNanos) {
        startSecond = Math.floorDiv(nowNanos, NANOS_PER_SECOND);
        second = startSecond;
    }

    void count(long nowNanos) {
        advance(nowNanos);
        counts[slot(second)]++;
    }

    /** Over the whole seconds since the start, at most {@value #SECONDS}; 0 before the first is over. */
    double perSecond(long nowNanos) {
        advance(nowNanos);
        long whole = Math.min(SECONDS, second - startSecond);
        return whole == 0 ? 0 : (double) (Arrays.stream(counts).sum() - counts[slot(second)]) / whole;
    }

    private void advance(long nowNanos) {
        long now = Math.floorDiv(nowNanos, NANOS_PER_SECOND);
        if (now - second > SECONDS) {
            Arrays.fill(counts, 0);
            second = now;
        }
        while (second < now) {
            counts[slot(++second)] = 0;
        }
    }

    private static int slot(long second) {
        return Math.floorMod(second, SECONDS + 1);
    }
}
