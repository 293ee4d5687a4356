package org.elasticml.autoscaler.actuate.kubernetes;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** For what comes over a watch. */
final class Eventually {
    private static final long PATIENCE_NANOS = TimeUnit.SECONDS.toNanos(30);
    private static final long AGAIN_NANOS = TimeUnit.MILLISECONDS.toNanos(2);

    private Eventually() {}

    @FunctionalInterface
    interface Look<T> {
        T at() throws Exception;
    }

    static <T> void see(T expected, Look<T> look) throws Exception {
        long until = System.nanoTime() + PATIENCE_NANOS;
        T seen = look.at();
        while (!expected.equals(seen) && System.nanoTime() < until) {
            LockSupport.parkNanos(AGAIN_NANOS);
            seen = look.at();
        }
        assertEquals(expected, seen);
    }
}
