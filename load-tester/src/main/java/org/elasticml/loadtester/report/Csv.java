package org.elasticml.loadtester.report;

import java.util.Arrays;
import java.util.Locale;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.stream.Collectors;

/** Comma-separated values as RFC 4180 has them, except that lines end in a line feed. */
final class Csv {
    private Csv() {}

    static String row(String... fields) {
        return Arrays.stream(fields).map(Csv::quoted).collect(Collectors.joining(",", "", "\n"));
    }

    private static String quoted(String field) {
        boolean plain = field.chars().noneMatch(c -> c == ',' || c == '"' || c == '\n' || c == '\r');
        return plain ? field : '"' + field.replace("\"", "\"\"") + '"';
    }

    static String decimal(double value, int places) {
        return String.format(Locale.ROOT, "%." + places + "f", value);
    }

    static String decimal(OptionalDouble value, int places) {
        return value.isPresent() ? decimal(value.getAsDouble(), places) : "";
    }

    static String whole(OptionalInt value) {
        return value.isPresent() ? String.valueOf(value.getAsInt()) : "";
    }
}
