package org.elasticml.autoscaler.observe;

import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.elasticml.core.metrics.Metric;

/**
 * What is read off one replica's metrics; what is absurd is left out.
 *
 * @param serviceSeconds what a batch takes, by its size, up to the size that suits the replica best; empty if not told
 * @param cpuSeconds of its process, since its start; empty if not told
 */
record ReplicaPage(SortedMap<Integer, Double> serviceSeconds, Optional<Double> cpuSeconds) {
    private static final double MOST_SERVICE_SECONDS = 3600;
    private static final double NANOS = 1e9;

    static ReplicaPage of(List<Metric> metrics) {
        double bestBatch = value(metrics, "ml_app_best_batch").orElse(0.0);
        SortedMap<Integer, Double> curve = new TreeMap<>();
        for (Metric metric : metrics) {
            String batch = metric.labels().getOrDefault("batch", "");
            if (metric.name().equals("ml_app_measured_service_seconds")
                    && batch.matches("[1-9][0-9]{0,4}")
                    && Integer.parseInt(batch) <= bestBatch
                    && metric.value() > 0
                    && metric.value() < MOST_SERVICE_SECONDS) {
                curve.put(Integer.parseInt(batch), metric.value());
            }
        }
        return new ReplicaPage(
                curve, value(metrics, "process_cpu_time_ns_total").map(nanos -> nanos / NANOS));
    }

    private static Optional<Double> value(List<Metric> metrics, String name) {
        return metrics.stream()
                .filter(metric ->
                        metric.name().equals(name) && metric.value() >= 0 && metric.value() < Double.MAX_VALUE)
                .map(Metric::value)
                .findFirst();
    }
}
