package org.elasticml.loadtester.measure;

/**
 * That the autoscaler asked for another number of replicas.
 *
 * @param nanos from the start of the run
 * @param reason one word, as {@code up}
 * @param words why, for a reader
 */
public record ScaleChange(long nanos, int from, int to, String reason, String words) {
    private static final double NANOS_PER_SECOND = 1e9;

    public double seconds() {
        return nanos / NANOS_PER_SECOND;
    }
}
