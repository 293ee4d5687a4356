package org.elasticml.core.dispatch;

import java.util.ArrayDeque;

/**
 * How many requests may be sent a second time: a tenth of those of the last ten seconds, and never less than one
 * replica's slots, so that what a dying replica held can go elsewhere. It keeps retries from making an overload worse.
 */
final class RetryBudget {
    private static final long WINDOW_NANOS = 10_000_000_000L;
    private static final double SHARE = 0.1;

    private final ArrayDeque<Long> requests = new ArrayDeque<>();
    private final ArrayDeque<Long> retries = new ArrayDeque<>();

    void countRequest(long nowNanos) {
        forget(requests, nowNanos);
        requests.addLast(nowNanos);
    }

    /**
     * @param least what may always be retried within the ten seconds
     * @return whether one more may be; it is counted then
     */
    boolean take(int least, long nowNanos) {
        forget(requests, nowNanos);
        forget(retries, nowNanos);
        boolean may = retries.size() < Math.max(least, SHARE * requests.size());
        if (may) {
            retries.addLast(nowNanos);
        }
        return may;
    }

    private static void forget(ArrayDeque<Long> instants, long nowNanos) {
        while (!instants.isEmpty() && nowNanos - instants.peekFirst() >= WINDOW_NANOS) {
            instants.removeFirst();
        }
    }
}
