package org.elasticml.dispatcher.redis;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** Looks again and again, for what comes of other processes. */
final class Poll {
    private static final long DEADLINE_SECONDS = 30;
    private static final long LOOK_MILLIS = 5;

    private Poll() {}

    static void until(String what, Callable<Boolean> there) {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(DEADLINE_SECONDS);
        boolean seen = look(there);
        while (!seen && System.nanoTime() < end) {
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(LOOK_MILLIS));
            seen = look(there);
        }
        assertTrue(seen, what);
    }

    private static boolean look(Callable<Boolean> there) {
        try {
            return there.call();
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }
}
