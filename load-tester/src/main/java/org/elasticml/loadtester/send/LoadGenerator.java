package org.elasticml.loadtester.send;

import java.util.concurrent.CompletionStage;

/** Says when requests leave. */
public interface LoadGenerator {
    /** Sends requests, and tells the time. Thread-safe. */
    interface Shooter {
        /** From the start of the run. */
        long nowNanos();

        /** Waits until that instant from the start of the run, or until the run is stopped; which is false. */
        boolean awaitUntil(long nanos);

        boolean isStopped();

        /**
         * Sends a request, now.
         *
         * @param intendedNanos when it was due, from the start of the run
         * @return completes at its end, normally
         */
        CompletionStage<?> fire(long intendedNanos);
    }

    /** Fires all its requests; returns when the last is fired, or soon after the run was stopped. Called once. */
    void generate(Shooter shooter);
}
