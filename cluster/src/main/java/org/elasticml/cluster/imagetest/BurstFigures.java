package org.elasticml.cluster.imagetest;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.elasticml.bench.chaos.Findings;
import org.elasticml.loadtester.measure.Answer;

/**
 * What became of the largest photos, sent at once.
 *
 * @param statuses how many answers of each HTTP code; 0 is none
 */
record BurstFigures(Map<Integer, Integer> statuses) {
    /** Answered, too large, or too much at a time. */
    private static final Set<Integer> RIGHT = Set.of(200, 413, 503);

    static BurstFigures of(List<Answer> answers) {
        return new BurstFigures(answers.stream()
                .collect(Collectors.groupingBy(Answer::status, TreeMap::new, Collectors.summingInt(answer -> 1))));
    }

    void judge(Findings findings) {
        findings.count(
                !statuses.isEmpty() && RIGHT.containsAll(statuses.keySet()),
                "the largest photos were answered otherwise than by 200, 413 or 503: " + text());
    }

    /** As in {@code 10 x 200, 2 x 503}. */
    String text() {
        return statuses.entrySet().stream()
                .map(entry -> entry.getValue() + " x " + entry.getKey())
                .collect(Collectors.joining(", "));
    }
}
