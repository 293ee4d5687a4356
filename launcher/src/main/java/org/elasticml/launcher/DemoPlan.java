package org.elasticml.launcher;

import org.elasticml.core.workload.Workload;

/**
 * Which part of a workload a demo plays, and how hard.
 *
 * @param from its first second
 * @param seconds how many
 * @param scale what every rate is multiplied by
 * @param peakPerSecond the highest rate that is asked, scaled
 */
record DemoPlan(int from, int seconds, double scale, double peakPerSecond) {
    /** The share of what the replicas can do that the peak asks of them. */
    static final double PEAK_SHARE = 0.6;

    /**
     * The {@code seconds} that begin a quarter of that before the steepest rise, so that quiet, rise and plateau are
     * seen; earlier where the workload ends too soon. Scaled so that the peak is 60 % of the capacity.
     *
     * @param full all of the workload instead
     * @param scale in place of the one computed, if positive
     */
    static DemoPlan of(Workload workload, int seconds, boolean full, double scale, double capacityPerSecond) {
        int length = full ? workload.seconds() : Math.min(seconds, workload.seconds());
        int latest = workload.seconds() - length;
        int from = Math.max(0, Math.min(latest, workload.steepestRise() - length / 4));
        double peak = workload.window(from, length).peakPerSecond();
        double factor = scale > 0 ? scale : peak > 0 ? PEAK_SHARE * capacityPerSecond / peak : 1;
        return new DemoPlan(from, length, factor, factor * peak);
    }
}
