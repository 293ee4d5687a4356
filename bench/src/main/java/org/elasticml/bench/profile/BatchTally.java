package org.elasticml.bench.profile;

import java.util.Map;
import java.util.TreeMap;

/**
 * What a replica has counted since it started.
 *
 * @param batches of each size
 * @param seconds that those of each size took together
 */
record BatchTally(Map<Integer, Double> batches, Map<Integer, Double> seconds) {
    BatchTally {
        batches = Map.copyOf(batches);
        seconds = Map.copyOf(seconds);
    }

    /** What came since {@code before}. */
    BatchTally since(BatchTally before) {
        return new BatchTally(difference(batches, before.batches), difference(seconds, before.seconds));
    }

    private static Map<Integer, Double> difference(Map<Integer, Double> now, Map<Integer, Double> before) {
        Map<Integer, Double> differences = new TreeMap<>();
        now.forEach((size, value) -> differences.put(size, value - before.getOrDefault(size, 0.0)));
        return differences;
    }

    /** Images that went through. */
    double images() {
        return batches.entrySet().stream()
                .mapToDouble(each -> each.getKey() * each.getValue())
                .sum();
    }

    /** What all batches took together. */
    double busySeconds() {
        return seconds.values().stream().mapToDouble(Double::doubleValue).sum();
    }
}
