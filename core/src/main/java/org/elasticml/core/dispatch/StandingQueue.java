package org.elasticml.core.dispatch;

/**
 * Tells a burst from an overload, by CoDel's idea (K. Nichols and V. Jacobson, "Controlling Queue Delay", 2012): a queue
 * is useful while it comes and goes, and only harm when it stays. It is standing once the shortest wait of a second was
 * too long, and until it has been empty.
 */
final class StandingQueue {
    private static final long INTERVAL_NANOS = 1_000_000_000L;

    private boolean tooLong;
    private long tooLongSinceNanos;

    /** @param wait whether one who came now would wait too long */
    void observe(boolean wait, long nowNanos) {
        if (wait && !tooLong) {
            tooLong = true;
            tooLongSinceNanos = nowNanos;
        } else if (!wait && !isStanding(nowNanos)) {
            tooLong = false;
        }
    }

    /** Nothing waits any more. */
    void empty() {
        tooLong = false;
    }

    boolean isStanding(long nowNanos) {
        return tooLong && nowNanos - tooLongSinceNanos >= INTERVAL_NANOS;
    }
}
