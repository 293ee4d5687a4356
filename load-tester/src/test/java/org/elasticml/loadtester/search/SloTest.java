package org.elasticml.loadtester.search;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.elasticml.loadtester.measure.ThresholdMetric;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SloTest {
    @Test
    void tellsOfItsFirstLatency() {
        Slo slo = Slo.parse("errors<1%, p95<=0.2s,max<1s,attainment>=99%", 300);
        assertEquals(ThresholdMetric.P95, slo.latencyMetric());
        assertEquals(200, slo.latencyLimitMs());
        assertEquals("errors<1%,p95<=0.2s,max<1s,attainment>=99%", slo.text());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "p99<500ms,mean<50ms; 50",
                "mean<50ms,p99<500ms; 50",
                "p99<500ms,attainment>99%; 300",
                "p99<200ms,attainment>99%; 200",
                "p99<500ms,errors<1%; 500",
                "errors<1%; 300"
            })
    void hasATightestLimit(String text, double limitMs) {
        assertEquals(limitMs, Slo.parse(text, 300).tightestMs());
    }

    @Test
    void tellsOfP99WithoutALatency() {
        Slo slo = Slo.parse("errors<1%", 300);
        assertEquals(ThresholdMetric.P99, slo.latencyMetric());
        assertEquals(300, slo.latencyLimitMs());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "p99<500ms,", "p99", "throughput>5", "lag<5ms", "p99>5ms", "errors>=1", "attainment<99%"})
    void refusesWhatNoLoadCanBreak(String text) {
        String message = assertThrows(IllegalArgumentException.class, () -> Slo.parse(text, 500))
                .getMessage();
        assertTrue(message.startsWith("'"), message);
    }
}
