package org.elasticml.loadtester.measure;

import java.util.Arrays;
import java.util.OptionalDouble;

/**
 * Exact percentiles by nearest rank: the p-th percentile of n sorted values is the one at rank ⌈p·n/100⌉, from 1. It
 * is always a value that occurred. In whole numbers, since 0.07 × 100 is more than 7 in floating point.
 */
public final class Percentiles {
    static final double NANOS_PER_MILLI = 1e6;

    private static final int PERMILLE = 1000;

    private final long[] sortedNanos;

    private Percentiles(long[] sortedNanos) {
        this.sortedNanos = sortedNanos;
    }

    public static Percentiles of(long... nanos) {
        long[] sorted = nanos.clone();
        Arrays.sort(sorted);
        return new Percentiles(sorted);
    }

    public boolean isEmpty() {
        return sortedNanos.length == 0;
    }

    /**
     * In milliseconds; empty if there are no values.
     *
     * @param percent 1 to 100
     */
    public OptionalDouble millis(int percent) {
        return millisAtPermille(10 * percent);
    }

    /**
     * In milliseconds; empty if there are no values.
     *
     * @param permille 1 to 1000: 999 is the 99.9th percentile
     */
    public OptionalDouble millisAtPermille(int permille) {
        return atRank(rank(sortedNanos.length, permille));
    }

    /** Which of so many sorted values it is, from 1; 0 if there are none. */
    public static int rank(int values, int permille) {
        return (int) (((long) values * permille + PERMILLE - 1) / PERMILLE);
    }

    OptionalDouble minMillis() {
        return atRank(1);
    }

    private OptionalDouble atRank(int rank) {
        return isEmpty() ? OptionalDouble.empty() : OptionalDouble.of(sortedNanos[rank - 1] / NANOS_PER_MILLI);
    }
}
