package org.elasticml.loadtester.measure;

import java.util.OptionalInt;

/**
 * What the metrics of the system under load told at one instant. What they did not tell, or could not be asked, is empty.
 *
 * @param nanos from the start of the run
 * @param draining replicas that are going away or are left alone: nothing is sent to them, and they are paid for
 * @param wanted how many the autoscaler wants
 * @param queueSize requests that wait, at all dispatchers together
 * @param coresPerReplica what one replica is given
 */
public record Sample(
        long nanos,
        OptionalInt ready,
        OptionalInt booting,
        OptionalInt draining,
        OptionalInt wanted,
        OptionalInt queueSize,
        int coresPerReplica) {
    private static final double NANOS_PER_SECOND = 1e9;

    public double seconds() {
        return nanos / NANOS_PER_SECOND;
    }

    /** All that are paid for: booting and draining ones included. Empty if it is not known which are ready. */
    public OptionalInt replicas() {
        return ready.isPresent()
                ? OptionalInt.of(ready.getAsInt() + booting.orElse(0) + draining.orElse(0))
                : OptionalInt.empty();
    }

    boolean isKnown() {
        return ready.isPresent();
    }
}
