package org.elasticml.autoscaler.observe;

import java.util.HashMap;
import java.util.Map;

/**
 * The sum of counters of several sources, of what they grew by since each was first seen. One that fell began again at 0,
 * as Prometheus' {@code rate} has it.
 */
final class MonotoneTotals {
    private final Map<String, Double> last = new HashMap<>();
    private double total;

    void read(String source, double value) {
        Double before = last.put(source, value);
        if (before != null) {
            total += growth(before, value);
        }
    }

    static double growth(double before, double value) {
        return value < before ? value : value - before;
    }

    boolean knows(String source) {
        return last.containsKey(source);
    }

    /** The next value of this source counts as its first. */
    void forget(String source) {
        last.remove(source);
    }

    double total() {
        return total;
    }
}
