package org.elasticml.loadtester.watch;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.TreeMap;
import org.elasticml.core.metrics.Metric;
import org.elasticml.core.metrics.PrometheusText;

/** What one endpoint told at one instant. */
record Page(List<Metric> metrics) {
    static Page parse(String text) {
        return new Page(PrometheusText.parse(text));
    }

    /** What {@code autoscaler_replicas} says of a kind: wanted, ready, booting or draining. */
    OptionalInt autoscaled(String kind) {
        return sum(metrics.stream()
                .filter(metric -> metric.name().equals("autoscaler_replicas")
                        && kind.equals(metric.labels().get("kind")))
                .toList());
    }

    boolean isDispatcher() {
        return metrics.stream().anyMatch(metric -> metric.name().startsWith("dispatcher_"));
    }

    OptionalInt queueSize() {
        return sum(metrics.stream()
                .filter(metric -> metric.name().equals("dispatcher_queue_size"))
                .toList());
    }

    /** The state in which a dispatcher sees each replica. */
    Map<String, String> replicaStates() {
        Map<String, String> states = new TreeMap<>();
        for (Metric metric : metrics) {
            if (metric.name().equals("dispatcher_replica_state") && metric.value() == 1) {
                states.put(
                        metric.labels().getOrDefault("replica", ""),
                        metric.labels().getOrDefault("state", ""));
            }
        }
        return states;
    }

    /** What ml-app counts as its own, {@code REPLICA_CORES} being what its JVM is told to use. */
    Optional<Integer> replicaCores() {
        boolean replica = metrics.stream().anyMatch(metric -> metric.name().startsWith("ml_app_"));
        return metrics.stream()
                .filter(metric -> replica && metric.name().equals("system_cpu_count") && metric.value() >= 1)
                .map(metric -> (int) metric.value())
                .findFirst();
    }

    /** Empty if there is none, or one is not a number: not known yet. */
    private static OptionalInt sum(List<Metric> gauges) {
        double sum = gauges.stream().mapToDouble(Metric::value).sum();
        return gauges.isEmpty() || Double.isNaN(sum) || Double.isInfinite(sum)
                ? OptionalInt.empty()
                : OptionalInt.of((int) Math.round(sum));
    }
}
