package org.elasticml.autoscaler.service;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.OptionalDouble;

/** How long a replica takes to boot: the median of the last few seen, so that one slow start does not count. */
final class BootTimes {
    private static final int KEPT = 5;

    private final Deque<Double> latest = new ArrayDeque<>();
    private final double untilSeen;

    BootTimes(double untilSeen) {
        this.untilSeen = untilSeen;
    }

    /** What the latest took; the same is not counted again. */
    void saw(OptionalDouble seconds) {
        if (seconds.isPresent()
                && (latest.isEmpty() || latest.getLast() != seconds.getAsDouble())
                && seconds.getAsDouble() >= 0
                && Double.isFinite(seconds.getAsDouble())) {
            latest.addLast(seconds.getAsDouble());
            if (latest.size() > KEPT) {
                latest.removeFirst();
            }
        }
    }

    double seconds() {
        return latest.isEmpty()
                ? untilSeen
                : latest.stream().sorted().skip(latest.size() / 2).findFirst().orElseThrow();
    }
}
