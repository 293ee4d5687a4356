package org.elasticml.core.simulate;

import java.util.Arrays;

/**
 * Durations, counted in buckets whose width is 1/128 of their values or less, as in HdrHistogram (G. Tene): 128 of equal
 * width for each power of two. A percentile is a bucket's middle, and so within 0.4 % of the true one; mean and maximum
 * are exact.
 */
final class Latencies {
    private static final int BITS = 7;
    private static final int PER_POWER = 1 << BITS;

    private final long[] counts = new long[(Long.SIZE - BITS) * PER_POWER];
    private long count;
    private double sumNanos;
    private long maxNanos;

    void add(long nanos) {
        counts[bucket(nanos)]++;
        count++;
        sumNanos += nanos;
        maxNanos = Math.max(maxNanos, nanos);
    }

    /** Below 2⁷ each has its own; above, the leading eight bits tell. */
    private static int bucket(long nanos) {
        int shift = Math.max(0, Long.SIZE - 1 - BITS - Long.numberOfLeadingZeros(nanos));
        return shift * PER_POWER + (int) (nanos >>> shift);
    }

    private static double middle(int bucket) {
        if (bucket < 2 * PER_POWER) {
            return bucket;
        }
        int shift = bucket / PER_POWER - 1;
        return ((long) (bucket % PER_POWER + PER_POWER) << shift) + (1L << shift) / 2.0;
    }

    long count() {
        return count;
    }

    double meanSeconds() {
        return count == 0 ? Double.NaN : sumNanos / count / 1e9;
    }

    double maxSeconds() {
        return count == 0 ? Double.NaN : maxNanos / 1e9;
    }

    /**
     * @param share as in 0.99
     * @return the least that is not below that share of them; not a number if there are none
     */
    double seconds(double share) {
        if (count == 0) {
            return Double.NaN;
        }
        long rank = Math.max(1, (long) Math.ceil(share * count));
        long upTo = 0;
        int bucket = -1;
        while (upTo < rank) {
            upTo += counts[++bucket];
        }
        return Math.min(middle(bucket), maxNanos) / 1e9;
    }

    void clear() {
        if (count > 0) {
            Arrays.fill(counts, 0, bucket(maxNanos) + 1, 0);
        }
        count = 0;
        sumNanos = 0;
        maxNanos = 0;
    }
}
