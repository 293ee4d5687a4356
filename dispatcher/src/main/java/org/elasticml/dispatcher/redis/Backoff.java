package org.elasticml.dispatcher.redis;

import java.util.random.RandomGenerator;

/**
 * How long to wait before the next try: drawn evenly from 0 to a limit that doubles ("full jitter", Brooker, Exponential
 * Backoff and Jitter, 2015), so that many dispatchers don't come back all at once.
 */
final class Backoff {
    private static final long FIRST_MILLIS = 100;
    static final long MOST_MILLIS = 5000;

    private long limitMillis = FIRST_MILLIS;

    /** In milliseconds, from 1. */
    long next(RandomGenerator random) {
        long delay = 1 + random.nextLong(limitMillis);
        limitMillis = Math.min(MOST_MILLIS, 2 * limitMillis);
        return delay;
    }

    void reset() {
        limitMillis = FIRST_MILLIS;
    }
}
