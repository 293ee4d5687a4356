package org.elasticml.loadtester.measure;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What one replica did.
 *
 * @param answers that succeeded
 * @param share of all such answers that name their replica (0 to 1)
 * @param perSecond over the whole run
 * @param p50Ms latency from the intended instant, in milliseconds
 */
public record ReplicaFigures(
        String replica, int answers, double share, double perSecond, double p50Ms, double p95Ms, double p99Ms) {

    /** By name. */
    public static List<ReplicaFigures> of(RequestLog log, double durationS) {
        Map<String, Longs> latencies = new TreeMap<>();
        int all = 0;
        for (int row = 0; row < log.size(); row++) {
            if (log.succeeded(row) && log.replica(row).isPresent()) {
                latencies
                        .computeIfAbsent(log.replica(row).get(), replica -> new Longs())
                        .add(log.latencyNanos(row));
                all++;
            }
        }
        List<ReplicaFigures> figures = new ArrayList<>();
        for (Map.Entry<String, Longs> entry : latencies.entrySet()) {
            figures.add(of(entry.getKey(), entry.getValue().toArray(), all, durationS));
        }
        return figures;
    }

    private static ReplicaFigures of(String replica, long[] nanos, int all, double durationS) {
        Percentiles percentiles = Percentiles.of(nanos);
        return new ReplicaFigures(
                replica,
                nanos.length,
                (double) nanos.length / all,
                durationS > 0 ? nanos.length / durationS : 0,
                percentiles.millis(50).orElseThrow(),
                percentiles.millis(95).orElseThrow(),
                percentiles.millis(99).orElseThrow());
    }

    /**
     * The coefficient of variation of the answers: their standard deviation (of the whole population) over their mean; 0 if
     * all replicas gave as many.
     *
     * @param replicas at least one
     */
    public static double coefficientOfVariation(List<ReplicaFigures> replicas) {
        double mean =
                replicas.stream().mapToInt(ReplicaFigures::answers).average().orElseThrow();
        double variance = replicas.stream()
                .mapToDouble(replica -> (replica.answers() - mean) * (replica.answers() - mean))
                .average()
                .orElseThrow();
        return Math.sqrt(variance) / mean;
    }
}
