package org.elasticml.launcher;

import java.util.OptionalInt;
import org.elasticml.core.workload.Workload;

/**
 * Which part of a workload a demo plays, how fast and how hard.
 *
 * @param from its first second
 * @param seconds how many
 * @param speed how many of them pass in a second
 * @param scale what every rate is multiplied by, after that
 * @param peakPerSecond the highest rate that is asked, scaled
 */
record DemoPlan(int from, int seconds, double speed, double scale, double peakPerSecond) {
    /** Quiet before the rise, in seconds of the demo. */
    private static final int LEAD_SECONDS = 5;

    /** Quiet after the fall: the policy waits before there are fewer replicas. */
    private static final int TAIL_SECONDS = 32;

    /** Faster, a rise would be over before any replica could have booted. */
    private static final double MAX_SPEED = 10;

    private static final int MEAN_SECONDS = 10;
    /** Of the highest mean rate; what is below is a fall. */
    private static final double FALLEN = 0.4;

    /**
     * Where the number of replicas follows the load, the steepest rise and the fall after it, sped up so that they fit
     * into the {@code seconds}. Otherwise, or where there is no such fall or it would be more than 10 times as fast, the
     * {@code seconds} that begin a quarter of that before the steepest rise, earlier where the workload ends too soon.
     * Scaled so that the peak asks {@link Capacity#demoPeakPerSecond}.
     *
     * @param full all of the workload, as fast as it is
     * @param scale of the workload's rates, in place of the one computed, if positive
     */
    static DemoPlan of(Workload workload, int seconds, boolean full, double scale, Capacity capacity) {
        if (full) {
            return scaled(workload, 0, workload.seconds(), 1, scale, capacity);
        }
        int rise = workload.steepestRise();
        OptionalInt fall = fallAfter(workload, rise);
        int room = seconds - LEAD_SECONDS - TAIL_SECONDS;
        if (capacity.scales() && fall.isPresent() && fall.getAsInt() - rise <= MAX_SPEED * room) {
            double speed = Math.max(1, Math.ceil(10.0 * (fall.getAsInt() - rise) / room) / 10);
            int from = Math.max(0, rise - (int) Math.round(LEAD_SECONDS * speed));
            int length = Math.min(workload.seconds() - from, (int) Math.round(seconds * speed));
            return scaled(workload, from, length, speed, scale, capacity);
        }
        int length = Math.min(seconds, workload.seconds());
        int latest = workload.seconds() - length;
        int from = Math.max(0, Math.min(latest, rise - length / 4));
        return scaled(workload, from, length, 1, scale, capacity);
    }

    private static DemoPlan scaled(
            Workload workload, int from, int seconds, double speed, double scale, Capacity capacity) {
        double peak = workload.window(from, seconds).faster(speed).peakPerSecond();
        double factor = scale > 0 ? scale / speed : peak > 0 ? capacity.demoPeakPerSecond() / peak : 1;
        return new DemoPlan(from, seconds, speed, factor, factor * peak);
    }

    /** The first second after a rise at which the mean of ten is far below the highest there was since. */
    private static OptionalInt fallAfter(Workload workload, int rise) {
        double highest = 0;
        for (int second = rise; second + MEAN_SECONDS <= workload.seconds(); second++) {
            double mean = workload.window(second, MEAN_SECONDS).requests();
            if (mean < FALLEN * highest) {
                return OptionalInt.of(second);
            }
            highest = Math.max(highest, mean);
        }
        return OptionalInt.empty();
    }
}
