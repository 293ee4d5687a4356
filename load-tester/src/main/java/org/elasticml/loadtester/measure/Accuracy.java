package org.elasticml.loadtester.measure;

import java.util.List;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.stream.Collectors;

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

    static Accuracy of(List<RequestRecord> records) {
        List<Guess> guesses = records.stream()
                .filter(record -> record.is(Outcome.SUCCEEDED)
                        && record.trueLabel().isPresent()
                        && record.answer().prediction().isPresent())
                .map(Guess::of)
                .toList();
        if (!anyTrueLabelNamed(guesses)) {
            return new Accuracy(OptionalDouble.empty(), OptionalDouble.empty());
        }
        return new Accuracy(shareWithin(guesses, 1), shareWithin(guesses, TOP));
    }

    private static boolean anyTrueLabelNamed(List<Guess> guesses) {
        Set<String> named =
                guesses.stream().flatMap(guess -> guess.answered().stream()).collect(Collectors.toSet());
        return guesses.stream().map(Guess::truth).anyMatch(named::contains);
    }

    private static OptionalDouble shareWithin(List<Guess> guesses, int places) {
        return guesses.stream()
                .mapToInt(guess -> guess.isWithin(places) ? 1 : 0)
                .average();
    }

    private record Guess(String truth, List<String> answered) {
        static Guess of(RequestRecord record) {
            List<String> top = record.answer().prediction().orElseThrow().top();
            return new Guess(
                    ClassNames.normalized(record.trueLabel().orElseThrow()),
                    top.stream().map(ClassNames::normalized).toList());
        }

        boolean isWithin(int places) {
            return answered.stream().limit(places).anyMatch(truth::equals);
        }
    }
}
