package org.elasticml.mlapp.serving;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;

/** What the inference threads do, as metrics. */
final class ReplicaMetrics implements Classifier.Observer {
    private final MeterRegistry registry;
    private final Map<BatchRule.Reason, Counter> batches = new EnumMap<>(BatchRule.Reason.class);
    private final DistributionSummary sizes;
    private final Counter images;
    private final Timer waits;
    private final Timer decoding;
    private final Timer computing;

    /**
     * @param times shown as they are at each scrape, for the sizes measured at warm-up
     */
    ReplicaMetrics(MeterRegistry registry, WarmUp.Result warm, ServiceTimes times) {
        this.registry = registry;
        for (BatchRule.Reason reason : BatchRule.Reason.values()) {
            batches.put(reason, registry.counter("ml_app_batches_total", "reason", reason.toString()));
        }
        sizes = registry.summary("ml_app_batch_size");
        images = registry.counter("ml_app_images_total");
        waits = registry.timer("ml_app_queue_seconds");
        decoding = registry.timer("ml_app_decode_seconds");
        computing = registry.timer("ml_app_compute_seconds");
        Gauge.builder("ml_app_images_per_second", warm::imagesPerSecond)
                .description("What the replica did at warm-up, decoding included")
                .register(registry);
        Gauge.builder("ml_app_best_batch", warm::bestBatch)
                .description("The most images that go through the network at once, found at warm-up")
                .register(registry);
        for (int size : warm.times().keySet()) {
            Gauge.builder("ml_app_measured_service_seconds", () -> times.seconds(size))
                    .description("What a batch takes, decoding included: measured at warm-up and kept current")
                    .tag("batch", Integer.toString(size))
                    .register(registry);
        }
    }

    @Override
    public void left(BatchRule.Reason reason) {
        batches.get(reason).increment();
    }

    @Override
    public void waited(double seconds) {
        waits.record(duration(seconds));
    }

    @Override
    public void served(BatchTimes times) {
        decoding.record(duration(times.decodeSeconds()));
        if (times.size() > 0) {
            sizes.record(times.size());
            images.increment(times.size());
            computing.record(duration(times.networkSeconds()));
            registry.timer("ml_app_service_seconds", "batch", Integer.toString(times.size()))
                    .record(duration(times.seconds()));
        }
    }

    private static Duration duration(double seconds) {
        return Duration.ofNanos((long) (seconds * 1e9));
    }
}
