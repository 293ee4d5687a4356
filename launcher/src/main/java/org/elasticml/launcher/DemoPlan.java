package org.elasticml.launcher;

import java.util.OptionalInt;
import java.util.stream.IntStream;
import org.elasticml.core.workload.Workload;

/**
 * Which part of a workload a demo plays, and how hard.
 *
 * @param from its first second
 * @param cutFrom the first second that is left out of the middle
 * @param cutTo the first one after that; the same if none is
 * @param to the first second that is not played any more
 * @param scale what every rate is multiplied by
 * @param peakPerSecond the highest rate that is asked, scaled
 */
record DemoPlan(int from, int cutFrom, int cutTo, int to, double scale, double peakPerSecond) {
    /** Before the middle of the rise: of these, some are quiet. */
    private static final int LEAD_SECONDS = 12;

    /** From the middle of the rise on: with less, no replica would have booted before the fall. */
    private static final int LEAST_PEAK_SECONDS = 12;

    private static final int PEAK_SECONDS = 30;
    /** Quiet after the fall: the policy waits before there are fewer replicas. */
    private static final int TAIL_SECONDS = 36;

    private static final int MEAN_SECONDS = 10;
    /** Of the highest mean rate; what is below is a fall. */
    private static final double FALLEN = 0.35;

    /**
     * Where the number of replicas follows the load, the steepest rise and the fall after it; what of the time in between
     * does not fit into the {@code seconds} is left out. Otherwise, or where there is no such fall or no time for it, the
     * {@code seconds} that begin a quarter of that before the steepest rise, earlier where the workload ends too soon.
     * Scaled so that the peak asks {@link Capacity#demoPeakPerSecond}.
     *
     * @param full all of the workload instead
     * @param scale in place of the one computed, if positive
     */
    static DemoPlan of(Workload workload, int seconds, boolean full, double scale, Capacity capacity) {
        return parts(workload, seconds, full, capacity.scales()).scaled(workload, scale, capacity);
    }

    private static DemoPlan parts(Workload workload, int seconds, boolean full, boolean scales) {
        int length = full ? workload.seconds() : Math.min(seconds, workload.seconds());
        int rise = workload.steepestRise();
        OptionalInt fall = fallAfter(workload, rise);
        if (!full && scales && fall.isPresent() && length >= LEAD_SECONDS + LEAST_PEAK_SECONDS + TAIL_SECONDS) {
            return riseAndFall(workload, length, rise, fall.getAsInt());
        }
        int latest = workload.seconds() - length;
        int from = Math.max(0, Math.min(latest, rise - length / 4));
        return unscaled(from, from, from, from + length);
    }

    private static DemoPlan riseAndFall(Workload workload, int length, int rise, int fall) {
        int to = Math.min(workload.seconds(), fall + TAIL_SECONDS);
        int from = Math.max(0, rise - LEAD_SECONDS);
        if (to - from <= length) {
            int end = Math.min(workload.seconds(), from + length);
            return unscaled(from, from, from, end);
        }
        int head = Math.min(length - TAIL_SECONDS, LEAD_SECONDS + PEAK_SECONDS);
        return unscaled(from, from + head, to - (length - head), to);
    }

    private static DemoPlan unscaled(int from, int cutFrom, int cutTo, int to) {
        return new DemoPlan(from, cutFrom, cutTo, to, 1, 0);
    }

    private DemoPlan scaled(Workload workload, double given, Capacity capacity) {
        double peak = played(workload).peakPerSecond();
        double factor = given > 0 ? given : peak > 0 ? capacity.demoPeakPerSecond() / peak : 1;
        return new DemoPlan(from, cutFrom, cutTo, to, factor, factor * peak);
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

    boolean isCut() {
        return cutTo > cutFrom;
    }

    /** What is played of the workload, not scaled. */
    Workload played(Workload workload) {
        return Workload.of(IntStream.concat(IntStream.range(from, cutFrom), IntStream.range(cutTo, to))
                .mapToDouble(workload::ratePerSecond)
                .toArray());
    }

    /** For a reader. */
    String seconds() {
        return isCut() ? from + " to " + cutFrom + " and " + cutTo + " to " + to : from + " to " + to;
    }
}
