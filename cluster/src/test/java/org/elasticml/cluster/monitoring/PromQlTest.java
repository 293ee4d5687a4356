package org.elasticml.cluster.monitoring;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.elasticml.cluster.monitoring.PromQl.LabelMatcher;
import org.elasticml.cluster.monitoring.PromQl.Selector;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PromQlTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "up                                                      | up",
                "1 - sum(rate(a_total[5m])) / sum(rate(b_total[5m]))     | a_total b_total",
                "histogram_quantile(0.99, sum by (le) (rate(h[1m])))     | h",
                "a:b:c < 1 - 14.4 * 0.01 and d:e offset 5m < bool 1e9    | a:b:c d:e",
                "absent(up{service=\"x (y) by z\"} == 1) # of no concern | up",
                "a or b unless c                                         | a b c",
                "vector(0)                                               | ''",
                "avg_over_time(a[30s:5s] offset 1h)                      | a",
            })
    void findsTheMetrics(String expression, String metrics) {
        assertEquals(
                metrics,
                String.join(
                        " ",
                        PromQl.selectors(expression).stream()
                                .map(Selector::metric)
                                .toList()));
    }

    @Test
    void findsWhatLabelsMustBe() {
        Selector selector = only("rate(a{b=\"c\", d=~'e|f',g!=\"\\\"\"}[5m])");
        assertEquals(
                List.of(
                        new LabelMatcher("b", "=", "c"),
                        new LabelMatcher("d", "=~", "e|f"),
                        new LabelMatcher("g", "!=", "\\\"")),
                selector.matchers());
        assertEquals(Optional.empty(), selector.kept());
    }

    @Test
    void findsTheLabelsOfGroups() {
        Selector selector = only("max by (a) (sum by (a, b) (rate(c[1m])))");
        assertEquals(Set.of("a", "b"), selector.grouped());
        assertEquals(Optional.of(Set.of("a")), selector.kept());
        assertEquals(Optional.of(Set.of()), only("sum(c)").kept());
    }

    @Test
    void aGroupIsOfWhatStandsInItsParentheses() {
        List<Selector> both = PromQl.selectors("sum by (x) (a) / sum by (y) (b)");
        assertEquals(Set.of("x"), both.get(0).grouped());
        assertEquals(Set.of("y"), both.get(1).grouped());
    }

    @Test
    void whatIsMatchedOnIsWantedOfBoth() {
        List<Selector> both = PromQl.selectors("a * on (x) group_left (y) b");
        assertTrue(both.stream().allMatch(each -> each.grouped().equals(Set.of("x", "y"))), both::toString);
    }

    @ParameterizedTest
    @ValueSource(strings = {"sum(a", "a)", "sum(a) by (b)", "{__name__=\"a\"}", "a{b=\"c\"", "sum by (a b) (c)"})
    void refusesWhatItWouldMisread(String expression) {
        assertThrows(IllegalArgumentException.class, () -> PromQl.selectors(expression));
    }

    private static Selector only(String expression) {
        List<Selector> all = PromQl.selectors(expression);
        assertEquals(1, all.size());
        return all.get(0);
    }
}
