package org.elasticml.mlapp.serving;

import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;

/**
 * A photo to be classified.
 *
 * @param image encoded
 * @param top how many classes to name
 * @param deadlineNanos when the answer is no longer wanted, by the same clock as {@code enqueuedNanos}
 */
record Job(
        byte[] image,
        int top,
        long enqueuedNanos,
        OptionalLong deadlineNanos,
        CompletableFuture<Classification> result) {
    Job(byte[] image, int top, long enqueuedNanos, OptionalLong deadlineNanos) {
        this(image, top, enqueuedNanos, deadlineNanos, new CompletableFuture<>());
    }

    boolean isPastDeadline(long nowNanos) {
        return deadlineNanos.isPresent() && nowNanos - deadlineNanos.getAsLong() >= 0;
    }
}
