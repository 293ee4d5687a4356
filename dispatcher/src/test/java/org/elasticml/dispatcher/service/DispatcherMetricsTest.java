package org.elasticml.dispatcher.service;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.util.concurrent.TimeUnit;
import org.elasticml.web.Outcome;
import org.junit.jupiter.api.Test;

class DispatcherMetricsTest {
    private static final int SLO_MS = 500;

    private final MeterRegistry registry = new SimpleMeterRegistry();
    private final DispatcherMetrics metrics = new DispatcherMetrics(registry, () -> SLO_MS);

    private double ended(String outcome) {
        return registry.get("dispatcher_requests_total")
                .tag("outcome", outcome)
                .counter()
                .count();
    }

    @Test
    void countsEveryOutcomeFromZeroOn() {
        Outcome.ALL.forEach(outcome -> assertEquals(0, ended(outcome), outcome));
        metrics.end("refused", 1);
        assertEquals(1, ended("refused"));
    }

    @Test
    void inTheBackgroundOnlyTheOutcomeCounts() {
        metrics.endInBackground("failed");
        assertEquals(1, ended("failed"));
        assertEquals(0, registry.get("dispatcher_request_seconds").timer().count());
        assertEquals(
                0, registry.get("dispatcher_slo_violations_total").counter().count());
    }

    @Test
    void aViolationIsWhatDidNotSucceedInTime() {
        long slo = TimeUnit.MILLISECONDS.toNanos(SLO_MS);
        metrics.end("succeeded", slo);
        assertEquals(
                0, registry.get("dispatcher_slo_violations_total").counter().count());
        metrics.end("succeeded", slo + 1);
        metrics.end("refused", 1);
        metrics.end("failed", 1);
        assertEquals(
                3, registry.get("dispatcher_slo_violations_total").counter().count());
    }
}
