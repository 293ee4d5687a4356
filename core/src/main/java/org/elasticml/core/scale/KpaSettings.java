package org.elasticml.core.scale;

/**
 * Named as in Knative's {@code config-autoscaler}.
 *
 * @param containerConcurrency requests that one replica takes at a time
 * @param targetShare of the container concurrency that is aimed for ({@code container-concurrency-target-percentage})
 * @param tickSeconds how often it decides
 * @param stableWindowSeconds over which concurrency is averaged
 * @param panicWindowSeconds in a panic ({@code panic-window-percentage} of the stable window)
 * @param panicThreshold it panics when the panic window asks for so many times the ready replicas
 * @param maxScaleUpRate at most so many times the ready replicas
 * @param maxScaleDownRate at least the ready replicas ÷ this
 */
public record KpaSettings(
        double containerConcurrency,
        double targetShare,
        double tickSeconds,
        double stableWindowSeconds,
        double panicWindowSeconds,
        double panicThreshold,
        double maxScaleUpRate,
        double maxScaleDownRate) {
    /** Knative's defaults. */
    public static KpaSettings containerConcurrency(double requests) {
        return new KpaSettings(requests, 0.7, 2, 60, 6, 2, 1000, 2);
    }
}
