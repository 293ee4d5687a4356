package org.elasticml.cluster.monitoring;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads off a PromQL expression which metrics and labels it names. It knows the parts of the language that names stand in, not
 * its grammar: {@code promtool} checks that.
 */
final class PromQl {
    private static final Pattern TOKEN = Pattern.compile(
            "\\s+|#.*|\\[[^\\]]*]" // nothing, comments, ranges
                    + "|(\"(?:[^\"\\\\]|\\\\.)*\"|'(?:[^'\\\\]|\\\\.)*'|`[^`]*`" // strings
                    + "|[a-zA-Z_:][a-zA-Z0-9_:]*" // names
                    + "|[0-9.][0-9a-zA-Z.]*" // numbers and durations
                    + "|=~|!~|!=|==|<=|>=|.)");
    private static final Set<String> AGGREGATIONS =
            Set.of("sum", "min", "max", "avg", "count", "group", "stddev", "stdvar", "topk", "bottomk", "quantile");
    private static final Set<String> WORDS = Set.of("and", "or", "unless", "bool", "offset", "inf", "nan");
    private static final Set<String> MATCHING = Set.of("on", "ignoring", "group_left", "group_right");

    private final String expression;
    private final List<String> tokens = new ArrayList<>();
    private final Set<String> matching = new LinkedHashSet<>();
    private int at;

    private PromQl(String expression) {
        this.expression = expression;
        Matcher matcher = TOKEN.matcher(expression);
        while (matcher.find()) {
            if (matcher.group(1) != null) {
                tokens.add(matcher.group(1));
            }
        }
    }

    /** What a label must be: {@code operator} is {@code =}, {@code !=}, {@code =~} or {@code !~}. */
    record LabelMatcher(String label, String operator, String value) {}

    /**
     * One mention of a metric.
     *
     * @param grouped the labels by which it is aggregated or matched with others
     * @param kept the labels that are left of it; empty if it is not aggregated and keeps all
     */
    record Selector(String metric, List<LabelMatcher> matchers, Set<String> grouped, Optional<Set<String>> kept) {
        private Selector aggregatedBy(Set<String> labels) {
            Selector all = groupedBy(labels);
            return new Selector(metric, matchers, all.grouped, Optional.of(labels));
        }

        private Selector groupedBy(Set<String> labels) {
            Set<String> all = new HashSet<>(grouped);
            all.addAll(labels);
            return new Selector(metric, matchers, all, kept);
        }
    }

    /** @throws IllegalArgumentException if it is written in a way that this does not read */
    static List<Selector> selectors(String expression) {
        PromQl query = new PromQl(expression);
        List<Selector> all = query.untilClosed();
        query.require(query.at == query.tokens.size(), "a parenthesis is closed that was not opened");
        return all.stream().map(each -> each.groupedBy(query.matching)).toList();
    }

    /** Up to the parenthesis that closes, or the end. */
    private List<Selector> untilClosed() {
        List<Selector> found = new ArrayList<>();
        while (at < tokens.size() && !peek().equals(")")) {
            String token = next();
            require(!token.equals("{"), "a metric without a name");
            if (token.equals("(")) {
                found.addAll(parenthesised());
            } else if (MATCHING.contains(token)) {
                matching.addAll(labels());
            } else if (AGGREGATIONS.contains(token)) {
                Set<String> by = peek().equals("by") ? by() : Set.of();
                expect("(");
                parenthesised().forEach(each -> found.add(each.aggregatedBy(by)));
                require(!peek().equals("by"), "'by' is wanted before the parenthesis");
            } else if (isName(token) && !WORDS.contains(token) && !peek().equals("(")) {
                found.add(new Selector(token, peek().equals("{") ? matchers() : List.of(), Set.of(), Optional.empty()));
            }
        }
        return found;
    }

    private List<Selector> parenthesised() {
        List<Selector> inside = untilClosed();
        expect(")");
        return inside;
    }

    private Set<String> by() {
        next();
        return labels();
    }

    private Set<String> labels() {
        Set<String> labels = new LinkedHashSet<>();
        expect("(");
        while (!peek().equals(")")) {
            labels.add(next());
            if (!peek().equals(")")) {
                expect(",");
            }
        }
        expect(")");
        return labels;
    }

    private List<LabelMatcher> matchers() {
        List<LabelMatcher> matchers = new ArrayList<>();
        expect("{");
        while (!peek().equals("}")) {
            String label = next();
            String operator = next();
            String value = next();
            matchers.add(new LabelMatcher(label, operator, value.substring(1, value.length() - 1)));
            if (!peek().equals("}")) {
                expect(",");
            }
        }
        expect("}");
        return matchers;
    }

    private static boolean isName(String token) {
        return token.matches("[a-zA-Z_:].*");
    }

    /** Empty at the end. */
    private String peek() {
        return at < tokens.size() ? tokens.get(at) : "";
    }

    private String next() {
        require(at < tokens.size(), "it ends too early");
        return tokens.get(at++);
    }

    private void expect(String token) {
        require(peek().equals(token), "'" + token + "' is missing before '" + peek() + "'");
        at++;
    }

    private void require(boolean condition, String otherwise) {
        if (!condition) {
            throw new IllegalArgumentException(otherwise + ": " + expression);
        }
    }
}
