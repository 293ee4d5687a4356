package org.elasticml.loadtester.send;

import java.util.PrimitiveIterator;
import java.util.concurrent.locks.LockSupport;
import java.util.function.LongConsumer;

/**
 * Fires at given instants, and at none earlier. One that is late does not move those that follow.
 *
 * <p>Waits by parking until shortly before the instant, and spins for the rest: a thread wakes some 60 µs late on Linux,
 * and spinning any longer would take the core from those who answer.
 */
final class Pacer {
    private static final long SPIN_NANOS = 50_000;

    private final NanoClock clock;
    private volatile boolean stopped;
    private volatile Thread pacing;

    Pacer(NanoClock clock) {
        this.clock = clock;
    }

    /**
     * Returns after the last instant, or soon after {@link #stop}.
     *
     * @param startNanos what the clock shows at instant 0
     * @param instantsNanos from the start, never decreasing
     * @param fire gets the instant, from the start; should return at once
     * @return whether all were fired
     */
    boolean pace(long startNanos, PrimitiveIterator.OfLong instantsNanos, LongConsumer fire) {
        pacing = Thread.currentThread();
        while (instantsNanos.hasNext()) {
            long instant = instantsNanos.nextLong();
            if (!awaitUntil(startNanos + instant)) {
                return false;
            }
            fire.accept(instant);
        }
        return true;
    }

    private boolean awaitUntil(long deadlineNanos) {
        long left = deadlineNanos - clock.nanoTime();
        while (left > 0 && !stopped) {
            if (left > SPIN_NANOS) {
                clock.parkNanos(left - SPIN_NANOS);
            } else {
                Thread.onSpinWait();
            }
            left = deadlineNanos - clock.nanoTime();
        }
        return !stopped;
    }

    /** May be called by any thread, at any time. */
    void stop() {
        stopped = true;
        Thread thread = pacing;
        if (thread != null) {
            LockSupport.unpark(thread);
        }
    }

    boolean isStopped() {
        return stopped;
    }
}
