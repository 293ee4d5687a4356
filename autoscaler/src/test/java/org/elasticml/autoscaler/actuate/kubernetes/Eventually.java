package org.elasticml.autoscaler.actuate.kubernetes;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.elasticml.autoscaler.actuate.ActuatorException;

/** For what comes over a watch. */
final class Eventually {
    private static final long PATIENCE_NANOS = TimeUnit.SECONDS.toNanos(30);
    private static final long AGAIN_NANOS = TimeUnit.MILLISECONDS.toNanos(2);

    private Eventually() {}

    @FunctionalInterface
    interface Look<T> {
        T at() throws Exception;
    }

    /** A failure is not what was expected, either. */
    private static Object at(Look<?> look) throws Exception {
        try {
            return look.at();
        } catch (ActuatorException e) {
            return e;
        }
    }

    static <T> void see(T expected, Look<T> look) throws Exception {
        long until = System.nanoTime() + PATIENCE_NANOS;
        Object seen = at(look);
        while (!expected.equals(seen) && System.nanoTime() < until) {
            LockSupport.parkNanos(AGAIN_NANOS);
            seen = at(look);
        }
        assertEquals(expected, seen);
    }
}
