package org.elasticml.loadtester.measure;

import java.util.Arrays;
import java.util.LongSummaryStatistics;
import java.util.Optional;

/**
 * How latencies are distributed, in milliseconds. Percentiles are exact ({@link Percentiles}); {@code stddev} is that
 * of the whole population (divided by n).
 */
public record Latency(
        double min, double mean, double stddev, double p50, double p90, double p95, double p99, double max) {

    /** Empty if there are no values. */
    static Optional<Latency> ofNanos(long... nanos) {
        if (nanos.length == 0) {
            return Optional.empty();
        }
        LongSummaryStatistics statistics = Arrays.stream(nanos).summaryStatistics();
        Percentiles percentiles = Percentiles.of(nanos);
        return Optional.of(new Latency(
                statistics.getMin() / Percentiles.NANOS_PER_MILLI,
                statistics.getAverage() / Percentiles.NANOS_PER_MILLI,
                deviation(nanos, statistics.getAverage()) / Percentiles.NANOS_PER_MILLI,
                percentiles.millis(50).orElseThrow(),
                percentiles.millis(90).orElseThrow(),
                percentiles.millis(95).orElseThrow(),
                percentiles.millis(99).orElseThrow(),
                statistics.getMax() / Percentiles.NANOS_PER_MILLI));
    }

    private static double deviation(long[] values, double mean) {
        double squares =
                Arrays.stream(values).mapToDouble(v -> (v - mean) * (v - mean)).sum();
        return Math.sqrt(squares / values.length);
    }
}
