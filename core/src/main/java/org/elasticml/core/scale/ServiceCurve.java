package org.elasticml.core.scale;

import java.util.Arrays;

/** How long one core takes for a batch: for one request, for two together, and so on. */
public final class ServiceCurve {
    private final double[] seconds;

    private ServiceCurve(double[] seconds) {
        this.seconds = seconds;
    }

    /**
     * @param seconds for batches of 1, 2, 3… requests; at least one, each more than 0, none less than the one before
     * @throws IllegalArgumentException if they are not so
     */
    public static ServiceCurve of(double... seconds) {
        double before = 0;
        for (double each : seconds) {
            if (!(each > 0 && each >= before && each < Double.POSITIVE_INFINITY)) {
                throw new IllegalArgumentException(
                        "service times of growing batches are positive and do not shrink: " + Arrays.toString(seconds));
            }
            before = each;
        }
        if (seconds.length == 0) {
            throw new IllegalArgumentException("a service curve needs at least one time");
        }
        return new ServiceCurve(seconds.clone());
    }

    /** The largest batch that is taken. */
    public int maxBatch() {
        return seconds.length;
    }

    /**
     * @param batch 1 to {@link #maxBatch()}
     */
    public double seconds(int batch) {
        return seconds[batch - 1];
    }

    /** Requests a second of one core that always has as many waiting as suit it best. */
    public double bestPerSecond() {
        double best = 0;
        for (int batch = 1; batch <= seconds.length; batch++) {
            best = Math.max(best, batch / seconds[batch - 1]);
        }
        return best;
    }
}
