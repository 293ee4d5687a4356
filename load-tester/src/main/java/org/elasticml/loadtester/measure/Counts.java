package org.elasticml.loadtester.measure;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;

/** Requests counted by what their answers say. */
final class Counts {
    static final String SEPARATOR = ", ";

    /** Different messages kept: enough to see what is wrong, few enough to read. */
    static final int MAX_ERRORS = 5;

    private Counts() {}

    static Map<String, Integer> byReplica(List<RequestRecord> records) {
        return tally(
                new TreeMap<>(),
                records.stream()
                        .map(RequestRecord::answer)
                        .filter(Answer::succeeded)
                        .flatMap(answer -> answer.replica().stream()));
    }

    static Map<String, Integer> byStatus(List<RequestRecord> records) {
        // Codes have three digits, and "0" sorts before them: the order of text is that of numbers.
        return tally(
                new TreeMap<>(),
                records.stream().map(record -> String.valueOf(record.answer().status())));
    }

    static Map<String, Integer> firstErrors(List<RequestRecord> records) {
        Map<String, Integer> all =
                tally(new LinkedHashMap<>(), records.stream().flatMap(record -> record.answer().error().stream()));
        all.keySet().retainAll(all.keySet().stream().limit(MAX_ERRORS).toList());
        return all;
    }

    static Optional<String> weights(List<RequestRecord> records) {
        TreeSet<String> seen = new TreeSet<>();
        records.forEach(record -> record.answer().weights().ifPresent(seen::add));
        return seen.isEmpty() ? Optional.empty() : Optional.of(String.join(SEPARATOR, seen));
    }

    private static Map<String, Integer> tally(Map<String, Integer> counts, Stream<String> keys) {
        keys.forEach(key -> counts.merge(key, 1, Integer::sum));
        return counts;
    }
}
