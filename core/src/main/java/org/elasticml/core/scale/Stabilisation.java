package org.elasticml.core.scale;

/**
 * Lets the number of replicas fall only to the most that was wanted in a window of time, and once in a window. Who gives back what is wanted
 * again soon after (within two windows) was too quick, and waits twice as long from then on, up to {@value #LONGEST_SECONDS}
 * s, until that has not happened for {@value #FORGET_SECONDS} s. So bursts that come again and again find the replicas
 * still there, and a load at the edge between two numbers does not swing.
 */
final class Stabilisation {
    private static final double LONGEST_SECONDS = 300;
    private static final double FORGET_SECONDS = 600;
    private static final double SOON_WINDOWS = 2;

    private final double initialSeconds;
    private final HighestOf wanted = new HighestOf(LONGEST_SECONDS);
    private double windowSeconds;
    private double downAt = Double.NEGATIVE_INFINITY;
    private double tooQuickAt = Double.NEGATIVE_INFINITY;

    Stabilisation(double initialSeconds) {
        this.initialSeconds = Math.min(LONGEST_SECONDS, initialSeconds);
        windowSeconds = this.initialSeconds;
    }

    /** How many there may be, at least: the most that was wanted of late, but no more than there are. */
    int atLeast(double now, int wantedNow, int replicas) {
        if (now - tooQuickAt > FORGET_SECONDS) {
            windowSeconds = initialSeconds;
        }
        wanted.add(now, wantedNow);
        if (now - downAt < windowSeconds) {
            return replicas;
        }
        return Math.min(replicas, Math.max(wantedNow, wanted.within(now, windowSeconds)));
    }

    /** What was decided after all. */
    void decided(double now, int from, int to) {
        if (to < from) {
            downAt = now;
        } else if (to > from && now - downAt < SOON_WINDOWS * windowSeconds) {
            windowSeconds = Math.min(LONGEST_SECONDS, 2 * windowSeconds);
            tooQuickAt = now;
            downAt = Double.NEGATIVE_INFINITY;
        }
    }

    double windowSeconds() {
        return windowSeconds;
    }

    void clear() {
        wanted.clear();
    }
}
