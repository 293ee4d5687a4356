package org.elasticml.loadtester.send;

import java.time.Duration;
import java.util.concurrent.ExecutionException;

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
    boolean awaitEnd(Duration atMost) throws InterruptedException, ExecutionException;

    /** What happened; waits for the end. */
    Recording recording();

    Snapshot snapshot();
}
