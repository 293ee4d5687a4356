package org.elasticml.loadtester.send;

import java.util.Optional;
import java.util.concurrent.CompletionStage;
import org.elasticml.loadtester.measure.Answer;

/** Says when requests leave. */
public interface LoadGenerator {
    /** Sends requests, and tells the time. All but {@link #awaitUntil} is for any thread. */
    interface Shooter {
        /** From the start of the run. */
        long nowNanos();

        /**
         * Waits until that instant from the start of the run, or until the run is stopped; which is false. For the thread
         * that called {@link #generate} only.
         */
        boolean awaitUntil(long nanos);

        boolean isStopped();

        /**
         * Sends a request, now; once the run is over it sends nothing and counts nothing.
         *
         * @param intendedNanos when it was due, from the start of the run
         * @return completes at its end, always normally; perhaps before this returns
         */
        CompletionStage<Answer> fire(long intendedNanos);
    }

    /** Fires all its requests; returns when the last is fired, or soon after the run was stopped. Called once. */
    void generate(Shooter shooter);

    /** When its requests are due, if that does not depend on how they end. */
    default Optional<Schedule> schedule() {
        return Optional.empty();
    }
}
