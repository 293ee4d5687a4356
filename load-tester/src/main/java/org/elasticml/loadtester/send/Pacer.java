package org.elasticml.loadtester.send;

import java.util.concurrent.locks.LockSupport;

/**
 * Waits until given instants, and not a moment less.
 *
 * <p>Waits by parking until shortly before the instant, and spins for the rest: a thread wakes some 60 µs late on Linux,
 * and spinning any longer would take the core from those who answer.
 */
final class Pacer {
    static final long SPIN_NANOS = 50_000;

    private final NanoClock clock;
    private volatile boolean stopped;
    private volatile Thread pacing;

    Pacer(NanoClock clock) {
        this.clock = clock;
    }

    /** Whether the clock shows that instant; not if it was stopped before. To be called by one thread. */
    boolean awaitUntil(long deadlineNanos) {
        pacing = Thread.currentThread();
        long left = deadlineNanos - clock.nanoTime();
        while (left > 0 && !stopped) {
            if (left > SPIN_NANOS) {
                clock.parkNanos(left - SPIN_NANOS);
            } else {
                clock.spin();
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
