package org.elasticml.autoscaler.service;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AutoscalerMetricsTest {
    @ParameterizedTest
    @CsvSource({"true, 1", "false, 0"})
    void tellsWhoActsFromWhoLooksOn(boolean acts, double value) {
        SimpleMeterRegistry registry = new SimpleMeterRegistry();
        Status started = new Status(
                "slo", "a fleet", "a page", "hold", "", null, null, null, null, null, null, null, null, null, null);
        new AutoscalerMetrics(registry).observe(() -> started, acts);
        assertEquals(value, registry.get("autoscaler_acts").gauge().value());
    }
}
