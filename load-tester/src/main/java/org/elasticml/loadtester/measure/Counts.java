package org.elasticml.loadtester.measure;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;

/** Requests counted by what their answers say. */
final class Counts {
    static final String SEPARATOR = ", ";

    /** Different messages kept: enough to see what is wrong, few enough to read. */
    static final int MAX_ERRORS = 5;

    private Counts() {}

    static Map<String, Integer> byReplica(RequestLog log) {
        Map<String, Integer> counts = new HashMap<>();
        for (int row = 0; row < log.size(); row++) {
            if (log.succeeded(row) && log.replica(row).isPresent()) {
                counts.merge(log.replica(row).get(), 1, Integer::sum);
            }
        }
        return new TreeMap<>(counts);
    }

    static Map<String, Integer> byStatus(RequestLog log) {
        Map<Integer, Integer> counts = new TreeMap<>();
        for (int row = 0; row < log.size(); row++) {
            counts.merge(log.status(row), 1, Integer::sum);
        }
        Map<String, Integer> named = new LinkedHashMap<>();
        counts.forEach((status, count) -> named.put(String.valueOf(status), count));
        return named;
    }

    static Map<String, Integer> firstErrors(RequestLog log) {
        Map<String, Integer> counts = new LinkedHashMap<>();
        for (int row = 0; row < log.size(); row++) {
            log.error(row).ifPresent(error -> counts.merge(error, 1, Integer::sum));
        }
        counts.keySet().retainAll(counts.keySet().stream().limit(MAX_ERRORS).toList());
        return counts;
    }

    static Optional<String> weights(RequestLog log) {
        TreeSet<String> seen = new TreeSet<>();
        for (int row = 0; row < log.size(); row++) {
            log.weights(row).ifPresent(seen::add);
        }
        return seen.isEmpty() ? Optional.empty() : Optional.of(String.join(SEPARATOR, seen));
    }
}
