package org.elasticml.loadtester.measure;

import org.HdrHistogram.Histogram;

/**
 * Latencies of succeeded requests in buckets, as {@link Histogram} makes them: in microseconds, with three significant digits, so
 * that a bucket is no wider than a thousandth of its values. All of them have the same bounds, so that the sum of two is what one
 * histogram of all requests would be.
 */
public final class LatencyHistogram {
    /** Two days; what is longer is counted there. */
    public static final long MAX_MICROS = 2L * 24 * 3600 * 1_000_000;

    private static final int DIGITS = 3;
    private static final long NANOS_PER_MICRO = 1000;

    private LatencyHistogram() {}

    public static Histogram empty() {
        return new Histogram(MAX_MICROS, DIGITS);
    }

    /** Of all requests of a run. */
    public static Histogram of(RequestLog log) {
        return of(log, 0);
    }

    /**
     * Of the requests from a row on.
     *
     * @param from the first row, from 0
     */
    public static Histogram of(RequestLog log, int from) {
        Histogram histogram = empty();
        for (int row = from; row < log.size(); row++) {
            if (log.succeeded(row)) {
                histogram.recordValue(Math.min(MAX_MICROS, log.latencyNanos(row) / NANOS_PER_MICRO));
            }
        }
        return histogram;
    }
}
