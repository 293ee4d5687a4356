package org.elasticml.core.dispatch;

/**
 * How many requests may be sent a second time: a tenth of those of the last ten seconds, and never less than one
 * replica's slots, so that what a dying replica held can go elsewhere. It keeps retries from making an overload worse.
 */
final class RetryBudget {
    private static final long WINDOW_NANOS = 10_000_000_000L;
    private static final double SHARE = 0.1;

    private final Instants requests = new Instants(WINDOW_NANOS);
    private final Instants retries = new Instants(WINDOW_NANOS);

    void countRequest(long nowNanos) {
        requests.add(nowNanos);
    }

    /**
     * @param least what may always be retried within the ten seconds
     * @return whether one more may be; it is counted then
     */
    boolean take(int least, long nowNanos) {
        boolean may = retries.count(nowNanos) < Math.max(least, SHARE * requests.count(nowNanos));
        if (may) {
            retries.add(nowNanos);
        }
        return may;
    }
}
