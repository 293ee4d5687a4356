package org.elasticml.bench.profile;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import java.util.Map;
import org.elasticml.core.metrics.Metric;
import org.elasticml.core.metrics.PrometheusText;
import org.elasticml.launcher.LaunchException;
import org.junit.jupiter.api.Test;

class ReplicaMetersTest {
    private static final List<Metric> PAGE = PrometheusText.parse("""
            # TYPE ml_app_service_seconds summary
            ml_app_service_seconds_count{batch="1"} 4
            ml_app_service_seconds_sum{batch="1"} 0.12
            ml_app_service_seconds_count{batch="8"} 10
            ml_app_service_seconds_sum{batch="8"} 1.5
            ml_app_service_seconds_max{batch="8"} 0.2
            ml_app_measured_service_seconds{batch="8"} 0.14
            ml_app_best_batch 8
            """);

    @Test
    void readsWhatBatchesTook() throws LaunchException {
        assertEquals(new BatchTally(Map.of(1, 4.0, 8, 10.0), Map.of(1, 0.12, 8, 1.5)), ReplicaMeters.tally(PAGE));
        assertEquals(Map.of(8, 0.14), ReplicaMeters.expected(PAGE));
        assertEquals(8, ReplicaMeters.bestBatch(PAGE));
    }

    @Test
    void aReplicaThatSaysNothingIsNone() {
        assertThrows(LaunchException.class, () -> ReplicaMeters.bestBatch(List.of()));
    }

    /** Sizes that had not come up before begin at 0. */
    @Test
    void countsWhatCameSince() {
        BatchTally since = ReplicaMeters.tally(PAGE).since(new BatchTally(Map.of(8, 4.0), Map.of(8, 0.5)));
        assertEquals(new BatchTally(Map.of(1, 4.0, 8, 6.0), Map.of(1, 0.12, 8, 1.0)), since);
        assertEquals(52, since.images());
        assertEquals(1.12, since.busySeconds(), 1e-12);
    }
}
