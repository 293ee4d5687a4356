package org.elasticml.bench.stub;

import java.time.Duration;
import java.util.Map;

/**
 * What a {@link StubReplica} is told by its environment.
 *
 * @param shutdownDelay how long it still takes requests after SIGTERM
 */
public record StubSettings(ServiceCurve curve, int bestBatch, Duration shutdownDelay) {
    private static final String BATCH_MS = "STUB_BATCH_MS";
    private static final String IMAGE_MS = "STUB_IMAGE_MS";
    private static final String SPREAD = "STUB_SPREAD";
    private static final String BEST_BATCH = "STUB_BEST_BATCH";
    private static final String SHUTDOWN_DELAY_MS = "STUB_SHUTDOWN_DELAY_MS";

    /** As ml-app in bf16 on one core of the machine of docs/performance.md: 20 ms alone, 55 images a second in batches. */
    public static StubSettings measured() {
        return new StubSettings(new ServiceCurve(2.5, 17.5, 0.1), 4, Duration.ofMillis(1000));
    }

    /** Answers at once: what is measured is what stands before it. */
    public static StubSettings atOnce() {
        return new StubSettings(new ServiceCurve(0, 0, 0), 32, Duration.ZERO);
    }

    static StubSettings of(Map<String, String> environment) {
        StubSettings usual = measured();
        return new StubSettings(
                new ServiceCurve(
                        number(environment, BATCH_MS, usual.curve.batchMillis()),
                        number(environment, IMAGE_MS, usual.curve.imageMillis()),
                        number(environment, SPREAD, usual.curve.spread())),
                (int) number(environment, BEST_BATCH, usual.bestBatch),
                Duration.ofMillis((long) number(environment, SHUTDOWN_DELAY_MS, usual.shutdownDelay.toMillis())));
    }

    public Map<String, String> environment() {
        return Map.of(
                BATCH_MS, Double.toString(curve.batchMillis()),
                IMAGE_MS, Double.toString(curve.imageMillis()),
                SPREAD, Double.toString(curve.spread()),
                BEST_BATCH, Integer.toString(bestBatch),
                SHUTDOWN_DELAY_MS, Long.toString(shutdownDelay.toMillis()));
    }

    /** In full batches; of one that answers at once, a number as large as any. */
    public double imagesPerSecond() {
        return curve.isAtOnce() ? 10_000 : 1e3 * bestBatch / curve.meanMillis(bestBatch);
    }

    private static double number(Map<String, String> environment, String name, double usual) {
        String text = environment.get(name);
        return text == null ? usual : Double.parseDouble(text);
    }
}
