package org.elasticml.loadtester.measure;

import java.util.Arrays;
import java.util.Optional;

/**
 * How latencies are distributed, in milliseconds. Percentiles are exact ({@link Percentiles}); {@code stddev} is that
 * of the whole population (divided by n).
 */
public record Latency(
        double min,
        double mean,
        double stddev,
        double p50,
        double p75,
        double p90,
        double p95,
        double p99,
        double p999,
        double max) {

    /** Empty if there are no values. */
    static Optional<Latency> ofNanos(long... nanos) {
        if (nanos.length == 0) {
            return Optional.empty();
        }
        double mean = Arrays.stream(nanos).average().orElseThrow();
        Percentiles percentiles = Percentiles.of(nanos);
        return Optional.of(new Latency(
                percentiles.minMillis().getAsDouble(),
                mean / Percentiles.NANOS_PER_MILLI,
                deviation(nanos, mean) / Percentiles.NANOS_PER_MILLI,
                percentiles.millis(50).getAsDouble(),
                percentiles.millis(75).getAsDouble(),
                percentiles.millis(90).getAsDouble(),
                percentiles.millis(95).getAsDouble(),
                percentiles.millis(99).getAsDouble(),
                percentiles.millisAtPermille(999).getAsDouble(),
                percentiles.millis(100).getAsDouble()));
    }

    private static double deviation(long[] values, double mean) {
        double squares = 0;
        for (long value : values) {
            squares += (value - mean) * (value - mean);
        }
        return Math.sqrt(squares / values.length);
    }
}
