package org.elasticml.cluster.monitoring;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Map;
import org.elasticml.core.metrics.Metric;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class KnownMetricsTest {
    private final KnownMetrics known = new KnownMetrics();

    @BeforeEach
    void two() {
        known.add(new Metric("a_total", Map.of("outcome", "failed"), 1), Map.of("pod", "p"));
        known.add(new Metric("a_total", Map.of("outcome", "succeeded"), 1), Map.of("pod", "p"));
        known.addRecorded("pod:a:rate1m", "sum by (pod) (rate(a_total[1m]))");
        known.addRecorded("a:again", "rate(a_total[1m])");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "sum by (pod, outcome) (rate(a_total{outcome=\"failed\"}[1m]))",
                "a_total{outcome!=\"failed\", pod=~\"p|q\"}",
                "max by (pod) (pod:a:rate1m{pod=\"any\"})",
                "max by (outcome) (a:again)",
            })
    void nothingIsMissing(String expression) {
        assertEquals(List.of(), known.missing(expression));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "rate(b_total[1m])               | b_total is exported by none",
                "sum by (node) (a_total)         | a_total has no label node",
                "a_total{outcome=\"failure\"}    | a_total never has outcome=\"failure\"",
                "a_total{outcome=~\"fail\"}      | a_total never has outcome=~\"fail\"",
                "a_total{reason!=\"x\"}          | a_total never has reason!=\"x\"",
                "sum by (outcome) (pod:a:rate1m) | pod:a:rate1m has no label outcome",
            })
    void saysWhatIsMissing(String expression, String what) {
        assertEquals(List.of(what + ", in: " + expression), known.missing(expression));
    }

    @Test
    void saysAllThatIsMissing() {
        assertEquals(2, known.missing("b_total / c_total").size());
    }
}
