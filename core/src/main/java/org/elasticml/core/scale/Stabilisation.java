package org.elasticml.core.scale;

/**
 * Lets the number of replicas fall only to the most that was wanted in a window of time, and once in a window. Who gives
 * replicas back and meets a surge within {@value #SOON_SECONDS} s keeps them {@value #LONGER} times as long from then on,
 * up to {@value #LONGEST_SECONDS} s, until that has not happened for {@value #FORGET_SECONDS} s: so bursts that come again
 * and again find the replicas still there.
 */
final class Stabilisation {
    private static final double LONGEST_SECONDS = 300;
    private static final double FORGET_SECONDS = 600;
    private static final double SOON_SECONDS = 120;
    private static final double LONGER = 6;

    /** Until then too little has been seen to give anything back. */
    private static final double SETTLING_SECONDS = 45;

    private final double initialSeconds;
    private final HighestOf wanted = new HighestOf(LONGEST_SECONDS);
    private double windowSeconds;
    private double firstAt = Double.NaN;
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
        if (Double.isNaN(firstAt)) {
            firstAt = now;
        }
        wanted.add(now, wantedNow);
        if (now - downAt < windowSeconds || now - firstAt < SETTLING_SECONDS) {
            return replicas;
        }
        return Math.min(replicas, Math.max(wantedNow, wanted.within(now, windowSeconds)));
    }

    /** What was decided after all. */
    void decided(double now, int from, int to, boolean isSurge) {
        if (to < from) {
            downAt = now;
        } else if (to > from) {
            if (isSurge && now - downAt < SOON_SECONDS) {
                windowSeconds = Math.min(LONGEST_SECONDS, LONGER * windowSeconds);
                tooQuickAt = now;
            }
            downAt = Double.NEGATIVE_INFINITY;
        }
    }

    double windowSeconds() {
        return windowSeconds;
    }

    void clear() {
        wanted.clear();
        firstAt = Double.NaN;
    }
}
