package org.elasticml.loadtester.send;

import java.util.concurrent.locks.LockSupport;

/** Time as the pacer sees it, so that tests can make it pass. */
interface NanoClock {
    NanoClock SYSTEM = new NanoClock() {
        @Override
        public long nanoTime() {
            return System.nanoTime();
        }

        @Override
        public void parkNanos(long nanos) {
            LockSupport.parkNanos(nanos);
        }
    };

    long nanoTime();

    /** Waits about that long, or less if the thread is unparked. */
    void parkNanos(long nanos);
}
