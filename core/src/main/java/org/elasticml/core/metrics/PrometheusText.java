package org.elasticml.core.metrics;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Reads Prometheus' text format 0.0.4 and OpenMetrics 1.0: {@code name{label="value",…} value}, then perhaps a timestamp and
 * an exemplar, which are not kept. A {@code #} begins a comment. In a label's value {@code \\}, {@code \"} and {@code \n} are
 * escapes. Values are Java's floating point numbers, or {@code +Inf}, {@code -Inf}, {@code NaN}.
 */
public final class PrometheusText {
    private final String line;
    private int at;

    private PrometheusText(String line) {
        this.line = line;
    }

    /**
     * @throws IllegalArgumentException naming the first line that is none of a page of metrics
     */
    public static List<Metric> parse(String page) {
        List<Metric> metrics = new ArrayList<>();
        int number = 0;
        for (String line : page.split("\n")) {
            number++;
            String content = line.strip();
            if (content.isEmpty() || content.startsWith("#")) {
                continue;
            }
            try {
                metrics.add(new PrometheusText(content).metric());
            } catch (IllegalArgumentException e) {
                throw new IllegalArgumentException(
                        "line " + number + " is no metric (" + e.getMessage() + "): " + beginning(content), e);
            }
        }
        return metrics;
    }

    private static String beginning(String text) {
        return text.length() <= 60 ? text : text.substring(0, 60) + "…";
    }

    private Metric metric() {
        String name = name();
        skipBlanks();
        Map<String, String> labels = peek() == '{' ? labels() : Map.of();
        skipBlanks();
        return new Metric(name, labels, number());
    }

    private String name() {
        int from = at;
        while (isNameCharacter(peek())) {
            at++;
        }
        if (at == from) {
            throw new IllegalArgumentException("a name is missing");
        }
        return line.substring(from, at);
    }

    private static boolean isNameCharacter(char c) {
        return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9' || c == '_' || c == ':';
    }

    /** The last may be followed by a comma. */
    private Map<String, String> labels() {
        Map<String, String> labels = new LinkedHashMap<>();
        expect('{');
        skipBlanks();
        while (peek() != '}') {
            String name = name();
            skipBlanks();
            expect('=');
            skipBlanks();
            labels.put(name, quoted());
            skipBlanks();
            if (peek() != '}') {
                expect(',');
                skipBlanks();
            }
        }
        expect('}');
        return labels;
    }

    private String quoted() {
        expect('"');
        StringBuilder text = new StringBuilder();
        while (peek() != '"') {
            if (at == line.length()) {
                throw new IllegalArgumentException("a quote is not closed");
            }
            text.append(peek() == '\\' ? escaped() : line.charAt(at));
            at++;
        }
        expect('"');
        return text.toString();
    }

    /** Leaves the last character of the escape to be passed over. */
    private char escaped() {
        at++;
        char c = peek();
        return c == 'n' ? '\n' : c;
    }

    private double number() {
        String[] words = line.substring(at).split("\\s+", 2);
        return switch (words[0]) {
            case "+Inf", "Inf" -> Double.POSITIVE_INFINITY;
            case "-Inf" -> Double.NEGATIVE_INFINITY;
            case "" -> throw new IllegalArgumentException("its value is missing");
            default -> parsed(words[0]);
        };
    }

    private static double parsed(String word) {
        try {
            return Double.parseDouble(word);
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException("'" + word + "' is not a number", e);
        }
    }

    /** The character that comes next; 0 at the end. */
    private char peek() {
        return at < line.length() ? line.charAt(at) : 0;
    }

    private void expect(char c) {
        if (peek() != c) {
            throw new IllegalArgumentException("'" + c + "' is missing");
        }
        at++;
    }

    private void skipBlanks() {
        while (peek() == ' ' || peek() == '\t') {
            at++;
        }
    }
}
