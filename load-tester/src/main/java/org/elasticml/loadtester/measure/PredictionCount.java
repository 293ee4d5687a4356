package org.elasticml.loadtester.measure;

import java.util.Comparator;
import java.util.DoubleSummaryStatistics;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** How often a label was answered, and with what mean confidence (0 to 1). */
public record PredictionCount(long count, double meanConfidence) {

    /** By label, the most frequent first. */
    static Map<String, PredictionCount> byLabel(List<RequestRecord> records) {
        Map<String, DoubleSummaryStatistics> confidences = records.stream()
                .filter(record -> record.is(Outcome.SUCCEEDED))
                .flatMap(record -> record.answer().prediction().stream())
                .collect(
                        Collectors.groupingBy(Prediction::label, Collectors.summarizingDouble(Prediction::confidence)));
        Map<String, PredictionCount> counts = new LinkedHashMap<>();
        confidences.entrySet().stream()
                .sorted(Comparator.<Map.Entry<String, DoubleSummaryStatistics>>comparingLong(
                                entry -> -entry.getValue().getCount())
                        .thenComparing(Map.Entry::getKey))
                .forEach(entry -> counts.put(entry.getKey(), of(entry.getValue())));
        return counts;
    }

    private static PredictionCount of(DoubleSummaryStatistics confidences) {
        return new PredictionCount(confidences.getCount(), confidences.getAverage());
    }
}
