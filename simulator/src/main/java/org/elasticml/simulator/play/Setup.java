package org.elasticml.simulator.play;

import java.util.stream.LongStream;
import org.elasticml.core.scale.ReplicaLimits;
import org.elasticml.core.workload.Arrivals;

/**
 * What is the same in all scenarios.
 *
 * @param variation standard deviation of a batch's service time ÷ its mean; 0 for a constant time
 * @param seeds how many, from {@code firstSeed} on
 */
public record Setup(
        Arrivals arrivals,
        long firstSeed,
        int seeds,
        double variation,
        double sloMillis,
        double deadlineMillis,
        int slots,
        int queueCapacity,
        ReplicaLimits limits,
        String balancing) {
    private static final double NANOS_PER_MILLI = 1e6;

    /** The share of requests that may be late. */
    public static final double LATE_SHARE = 0.01;

    long sloNanos() {
        return Math.round(sloMillis * NANOS_PER_MILLI);
    }

    long deadlineNanos() {
        return Math.round(deadlineMillis * NANOS_PER_MILLI);
    }

    public long[] eachSeed() {
        return LongStream.range(firstSeed, firstSeed + seeds).toArray();
    }
}
