package org.elasticml.loadtester.measure;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.Set;

/**
 * How often the true label is the first, or among the first five, of those answered: shares (0 to 1) of the succeeded
 * requests whose photo has a known true label and whose answer carries a prediction. Names are compared as {@link
 * ClassNames} says.
 *
 * <p>Both are empty if no answer ever named any of the true labels: then the model most likely has other classes (a
 * model of ten dogs' names cannot be right about a pizza), and a share of 0 would say nothing about it.
 */
public record Accuracy(OptionalDouble top1, OptionalDouble top5) {
    private static final int TOP = 5;

    static Accuracy of(RequestLog log) {
        Tally tally = new Tally();
        for (int row = 0; row < log.size(); row++) {
            if (log.succeeded(row)
                    && log.trueLabel(row).isPresent()
                    && !log.top(row).isEmpty()) {
                tally.add(log.trueLabel(row).get(), log.top(row));
            }
        }
        return tally.accuracy();
    }

    private static final class Tally {
        /** Each text is normalized once: there are few, and many requests. */
        private final Map<String, String> normalized = new HashMap<>();

        private final Map<List<String>, List<String>> normalizedTops = new HashMap<>();
        private final Set<String> truths = new HashSet<>();
        private int guesses;
        private int first;
        private int amongFirst;

        void add(String trueLabel, List<String> top) {
            String truth = normalized.computeIfAbsent(trueLabel, ClassNames::normalized);
            int place = normalizedTops
                    .computeIfAbsent(top, labels -> labels.stream()
                            .map(ClassNames::normalized)
                            .toList())
                    .indexOf(truth);
            truths.add(truth);
            guesses++;
            first += place == 0 ? 1 : 0;
            amongFirst += place >= 0 && place < TOP ? 1 : 0;
        }

        Accuracy accuracy() {
            boolean sameClasses =
                    normalizedTops.values().stream().flatMap(List::stream).anyMatch(truths::contains);
            return sameClasses
                    ? new Accuracy(share(first), share(amongFirst))
                    : new Accuracy(OptionalDouble.empty(), OptionalDouble.empty());
        }

        private OptionalDouble share(int count) {
            return OptionalDouble.of((double) count / guesses);
        }
    }
}
