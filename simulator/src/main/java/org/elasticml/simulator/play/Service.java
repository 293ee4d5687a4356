package org.elasticml.simulator.play;

import org.elasticml.core.scale.ServiceCurve;

/**
 * What a replica takes.
 *
 * @param name as in {@code 100 ms}
 */
public record Service(String name, ServiceCurve curve) {
    /** Of one request alone. */
    public double millis() {
        return 1000 * curve.seconds(1);
    }

    /**
     * Seconds of a core that a request takes at best: as a part of the batch that suits a core best, or alone, if requests
     * are served one by one. The yardsticks serve each request in that time, so that nobody who batches is cheaper.
     */
    double leastSeconds() {
        return 1 / curve.bestPerSecond();
    }
}
