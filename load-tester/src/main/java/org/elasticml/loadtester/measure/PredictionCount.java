package org.elasticml.loadtester.measure;

import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LongSummaryStatistics;
import java.util.Map;

/** How often a label was answered, and with what mean confidence (0 to 1). */
public record PredictionCount(long count, double meanConfidence) {
    private static final double MILLION = 1e6;

    /** By label, the most frequent first. */
    static Map<String, PredictionCount> byLabel(RequestLog log) {
        Map<String, LongSummaryStatistics> millionths = new HashMap<>();
        for (int row = 0; row < log.size(); row++) {
            if (log.succeeded(row) && log.label(row).isPresent()) {
                millionths
                        .computeIfAbsent(log.label(row).get(), label -> new LongSummaryStatistics())
                        .accept(log.confidenceMillionths(row));
            }
        }
        Map<String, PredictionCount> counts = new LinkedHashMap<>();
        millionths.entrySet().stream()
                .sorted(Comparator.<Map.Entry<String, LongSummaryStatistics>>comparingLong(
                                entry -> -entry.getValue().getCount())
                        .thenComparing(Map.Entry::getKey))
                .forEach(entry -> counts.put(entry.getKey(), of(entry.getValue())));
        return counts;
    }

    private static PredictionCount of(LongSummaryStatistics millionths) {
        return new PredictionCount(millionths.getCount(), millionths.getAverage() / MILLION);
    }
}
