package org.elasticml.cluster.monitoring;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.elasticml.cluster.monitoring.PromQl.LabelMatcher;
import org.elasticml.cluster.monitoring.PromQl.Selector;
import org.elasticml.core.metrics.Metric;

/** Which metrics there are, and the values of their labels; of a label whose values are not known there are none. */
final class KnownMetrics {
    private final Map<String, Map<String, Set<String>>> metrics = new HashMap<>();

    /** @param more labels, with their values, that it has beside its own */
    void add(Metric metric, Map<String, String> more) {
        Map<String, Set<String>> labels = metrics.computeIfAbsent(metric.name(), name -> new HashMap<>());
        metric.labels().forEach((label, value) -> add(labels, label, value));
        more.forEach((label, value) -> add(labels, label, value));
    }

    private static void add(Map<String, Set<String>> labels, String label, String value) {
        labels.computeIfAbsent(label, name -> new HashSet<>()).add(value);
    }

    /** Adds one whose labels can be anything. */
    void add(String metric, Collection<String> labels) {
        labels.forEach(label -> metrics.computeIfAbsent(metric, name -> new HashMap<>())
                .computeIfAbsent(label, name -> new HashSet<>()));
        metrics.computeIfAbsent(metric, name -> new HashMap<>());
    }

    /** Adds what a rule makes of those that are there. */
    void addRecorded(String name, String expression) {
        Set<String> labels = new HashSet<>();
        for (Selector selector : PromQl.selectors(expression)) {
            labels.addAll(selector.kept()
                    .orElse(metrics.getOrDefault(selector.metric(), Map.of()).keySet()));
        }
        add(name, labels);
    }

    /** What an expression names that is not there, a line each. */
    List<String> missing(String expression) {
        List<String> missing = new ArrayList<>();
        for (Selector selector : PromQl.selectors(expression)) {
            Map<String, Set<String>> labels = metrics.get(selector.metric());
            if (labels == null) {
                missing.add(selector.metric() + " is exported by none, in: " + expression);
                continue;
            }
            for (String label : selector.grouped()) {
                if (!labels.containsKey(label)) {
                    missing.add(selector.metric() + " has no label " + label + ", in: " + expression);
                }
            }
            for (LabelMatcher matcher : selector.matchers()) {
                if (!isMet(matcher, labels.get(matcher.label()))) {
                    missing.add(selector.metric() + " never has " + matcher.label() + matcher.operator() + "\""
                            + matcher.value() + "\", in: " + expression);
                }
            }
        }
        return missing;
    }

    /** Whether there is such a label, and, if its values are known, one that matches. */
    private static boolean isMet(LabelMatcher matcher, Set<String> values) {
        if (values == null) {
            return false;
        }
        return values.isEmpty()
                || values.stream().anyMatch(value -> switch (matcher.operator()) {
                    case "=" -> value.equals(matcher.value());
                    case "!=" -> !value.equals(matcher.value());
                    case "=~" -> value.matches(matcher.value());
                    default -> !value.matches(matcher.value());
                });
    }
}
