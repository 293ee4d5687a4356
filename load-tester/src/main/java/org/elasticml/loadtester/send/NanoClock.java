package org.elasticml.loadtester.send;

import java.util.concurrent.locks.LockSupport;

/** Time as the pacer sees it, so that tests can make it pass. */
public interface NanoClock {
    NanoClock SYSTEM = new NanoClock() {
        @Override
        public long nanoTime() {
            return System.nanoTime();
        }

        @Override
        public void parkNanos(long nanos) {
            LockSupport.parkNanos(nanos);
        }

        @Override
        public void spin() {
            Thread.onSpinWait();
        }
    };

    long nanoTime();

    /** Waits about that long, or less if the thread is unparked. */
    void parkNanos(long nanos);

    /** Waits for as short as can be, without giving the core away. */
    void spin();
}
