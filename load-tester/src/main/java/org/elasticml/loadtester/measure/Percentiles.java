package org.elasticml.loadtester.measure;

import java.util.Arrays;
import java.util.OptionalDouble;

/**
 * Exact percentiles by nearest rank: the p-th percentile of n sorted values is the one at rank ⌈p·n/100⌉, from 1. It
 * is always a value that occurred. In whole numbers, since 0.07 × 100 is more than 7 in floating point.
 */
public final class Percentiles {
    static final double NANOS_PER_MILLI = 1e6;

    private final long[] sortedNanos;

    private Percentiles(long[] sortedNanos) {
        this.sortedNanos = sortedNanos;
    }

    public static Percentiles of(long... nanos) {
        long[] sorted = nanos.clone();
        Arrays.sort(sorted);
        return new Percentiles(sorted);
    }

    /**
     * In milliseconds; empty if there are no values.
     *
     * @param percent 1 to 100
     */
    public OptionalDouble millis(int percent) {
        if (sortedNanos.length == 0) {
            return OptionalDouble.empty();
        }
        long rank = ((long) sortedNanos.length * percent + 99) / 100;
        return OptionalDouble.of(sortedNanos[(int) rank - 1] / NANOS_PER_MILLI);
    }
}
