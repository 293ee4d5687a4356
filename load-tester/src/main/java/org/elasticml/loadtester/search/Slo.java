package org.elasticml.loadtester.search;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.elasticml.loadtester.measure.Summary;
import org.elasticml.loadtester.measure.Threshold;
import org.elasticml.loadtester.measure.ThresholdMetric;

/**
 * What is to hold: bounds that more load breaks sooner or later.
 *
 * @param ms what {@code attainment} counts by, in milliseconds
 */
public record Slo(List<Threshold> thresholds, double ms) {
    private static final List<ThresholdMetric> OF_LOAD = List.of(ThresholdMetric.THROUGHPUT, ThresholdMetric.LAG);
    private static final List<ThresholdMetric> ERRORS =
            List.of(ThresholdMetric.REFUSED, ThresholdMetric.FAILED, ThresholdMetric.ERRORS);

    /**
     * @param text as in {@code p99<500ms,errors<1%}
     * @throws IllegalArgumentException saying what is accepted
     */
    public static Slo parse(String text, double ms) {
        List<Threshold> thresholds =
                Arrays.stream(text.split(",", -1)).map(Threshold::parse).toList();
        thresholds.forEach(Slo::check);
        return new Slo(thresholds, ms);
    }

    private static void check(Threshold threshold) {
        if (OF_LOAD.contains(threshold.metric())) {
            throw new IllegalArgumentException(
                    "'" + threshold.text() + "': " + threshold.metric().word()
                            + " is no part of an SLO; its parts are p50, p90, p95, p99, max, mean, errors, refused, failed and attainment");
        }
        boolean fromBelow =
                threshold.operator() == Threshold.Operator.MORE || threshold.operator() == Threshold.Operator.AT_LEAST;
        if (fromBelow != (threshold.metric() == ThresholdMetric.ATTAINMENT)) {
            throw new IllegalArgumentException("'" + threshold.text() + "': an SLO bounds "
                    + threshold.metric().word() + " from " + (fromBelow ? "above (< or <=)" : "below (> or >=)"));
        }
    }

    /** Whether there are too many errors, whatever latencies are. */
    public boolean isMissedByErrors(Summary summary) {
        return thresholds.stream()
                .filter(threshold -> ERRORS.contains(threshold.metric()))
                .anyMatch(threshold -> !threshold.holds(summary));
    }

    private Optional<Threshold> latency() {
        return thresholds.stream()
                .filter(threshold -> threshold.metric().isTime())
                .findFirst();
    }

    /** Of which latency is told: that of the first bound on one, else p99. */
    public ThresholdMetric latencyMetric() {
        return latency().map(Threshold::metric).orElse(ThresholdMetric.P99);
    }

    /** In milliseconds: that bound, else what attainment counts by. */
    public double latencyLimitMs() {
        return latency().map(Threshold::limit).orElse(ms);
    }

    /** The smallest limit on a latency, that of attainment included, in milliseconds; that of attainment if there is none. */
    public double tightestMs() {
        return thresholds.stream()
                .filter(threshold -> !ERRORS.contains(threshold.metric()))
                .mapToDouble(threshold -> threshold.metric().isTime() ? threshold.limit() : ms)
                .min()
                .orElse(ms);
    }

    /** As it is typed. */
    public String text() {
        return thresholds.stream().map(Threshold::text).collect(Collectors.joining(","));
    }
}
