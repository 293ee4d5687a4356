package org.elasticml.loadtester.send;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** A run that was begun, or is to be: sent by this process, or by others. */
public interface OngoingRun {
    /** Begins, now or as soon as all who send can. To be called once. */
    void start();

    /** Sends no more, and waits no longer than a moment for those in flight. */
    void stop();

    /**
     * Waits for the end, but not longer than given.
     *
     * @return whether it is over
     */
    default boolean awaitEnd(Duration atMost) throws InterruptedException, ExecutionException {
        try {
            end().get(atMost.toNanos(), TimeUnit.NANOSECONDS);
            return true;
        } catch (TimeoutException e) {
            return false;
        }
    }

    /** What happened; waits for the end. */
    Recording recording();

    /** Completes when it is over. */
    CompletableFuture<?> end();

    Snapshot snapshot();
}
