package org.elasticml.dispatcher.service;

/** What the dispatcher has seen of one replica. Guarded by the {@link Dispatch}'s lock. */
final class ReplicaRecord {
    /** Weight of the newest of the times in their smoothed mean. */
    private static final double SMOOTHING = 0.1;

    /** The name of its weights, as its last health answer gave it; empty before the first. */
    String weights = "";

    long answered;
    long failed;
    double smoothedServedMillis;

    void answered(double servedMillis) {
        smoothedServedMillis += (answered == 0 ? 1 : SMOOTHING) * (servedMillis - smoothedServedMillis);
        answered++;
    }
}
