package org.elasticml.autoscaler.observe;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.elasticml.core.metrics.Metric;

/**
 * What is read off one dispatcher's metrics.
 *
 * @param arrivals requests that came
 * @param cached those of them that needed no replica, since its cache had the answer, or another was just asking
 */
record DispatcherPage(double arrivals, double cached, int queued, int inFlight, Map<String, String> replicaStates) {
    /** More than any machine holds. */
    private static final double MOST = 1e7;

    private static final Set<String> NEED_NO_REPLICA = Set.of("hit", "shared");

    static DispatcherPage of(List<Metric> metrics) throws FlawException {
        return new DispatcherPage(
                only(metrics, "dispatcher_arrivals_total", Double.MAX_VALUE),
                cached(metrics),
                (int) only(metrics, "dispatcher_queue_size", MOST),
                inFlight(metrics),
                states(metrics));
    }

    private static double only(List<Metric> metrics, String name, double most) throws FlawException {
        for (Metric metric : metrics) {
            if (metric.name().equals(name)) {
                return possible(metric, most);
            }
        }
        throw new FlawException("it does not tell " + name);
    }

    /** 0 for a dispatcher without a cache, which does not tell. */
    private static double cached(List<Metric> metrics) throws FlawException {
        double sum = 0;
        for (Metric metric : metrics) {
            if (metric.name().equals("dispatcher_cache_requests_total")
                    && NEED_NO_REPLICA.contains(metric.labels().getOrDefault("result", ""))) {
                sum += possible(metric, Double.MAX_VALUE);
            }
        }
        return sum;
    }

    private static int inFlight(List<Metric> metrics) throws FlawException {
        double sum = 0;
        for (Metric metric : metrics) {
            if (metric.name().equals("dispatcher_replica_in_flight")) {
                sum += possible(metric, MOST);
            }
        }
        return (int) sum;
    }

    private static Map<String, String> states(List<Metric> metrics) {
        Map<String, String> states = new TreeMap<>();
        for (Metric metric : metrics) {
            Map<String, String> labels = metric.labels();
            if (metric.name().equals("dispatcher_replica_state")
                    && metric.value() == 1
                    && labels.containsKey("replica")
                    && labels.containsKey("state")) {
                states.put(labels.get("replica"), labels.get("state"));
            }
        }
        return states;
    }

    /** The value, from 0 to {@code most}. */
    static double possible(Metric metric, double most) throws FlawException {
        if (!(metric.value() >= 0 && metric.value() <= most)) {
            throw new FlawException(metric.name() + " is absurd: "
                    + (metric.value() < 0 ? "negative" : Double.isNaN(metric.value()) ? "not a number" : "too large"));
        }
        return metric.value();
    }
}
