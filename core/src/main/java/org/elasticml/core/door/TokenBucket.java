package org.elasticml.core.door;

/**
 * How often one may ask: tokens come at a steady rate, at most a burst of them is kept, and each request takes one. At an
 * instant there are min(burst, those before + rate × the time since). It is full at first. (Turner, "New directions in
 * communications", 1986; RFC 2697 has it as the meter of a committed rate.)
 *
 * <p>Not for several threads at a time.
 */
public final class TokenBucket {
    private static final double NANOS_PER_SECOND = 1e9;

    private double tokens = Double.POSITIVE_INFINITY;
    private long lastNanos;

    /**
     * Takes a token, if there is one. Rate and burst may change from call to call.
     *
     * @param ratePerSecond above 0
     * @param burst tokens, at least 1
     * @param nowNanos never before the last
     * @return 0 if there was one; else in how many nanoseconds there will be
     */
    public long take(double ratePerSecond, double burst, long nowNanos) {
        double came = ratePerSecond * (nowNanos - lastNanos) / NANOS_PER_SECOND;
        tokens = Math.min(burst, tokens + came);
        lastNanos = nowNanos;
        if (tokens >= 1) {
            tokens--;
            return 0;
        }
        return (long) Math.ceil((1 - tokens) / ratePerSecond * NANOS_PER_SECOND);
    }
}
