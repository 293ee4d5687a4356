package org.elasticml.dispatcher.service;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.vertx.core.buffer.Buffer;
import java.util.concurrent.CompletableFuture;

/** A request that is accepted and not answered. */
final class PendingRequest {
    final RequestTrace trace;
    final Buffer image;
    /** What follows {@code /predict} at the replica: empty, or {@code ?top_k=…}. */
    final String query;
    /** What it is routed by, hashed; 0 where the policy uses none. */
    final long key;

    final long startNanos;
    final long deadlineNanos;
    /** Whether nobody waits for its answer. */
    final boolean background;
    /** Whether another dispatcher has answered it; said before the answer is completed. */
    volatile boolean endedElsewhere;
    /** Completed once. Cancelled when nobody waits for it any more. */
    final CompletableFuture<ObjectNode> answer = new CompletableFuture<>();

    PendingRequest(
            RequestTrace trace,
            Buffer image,
            String query,
            long key,
            long startNanos,
            long deadlineNanos,
            boolean background) {
        this.trace = trace;
        this.image = image;
        this.query = query;
        this.key = key;
        this.startNanos = startNanos;
        this.deadlineNanos = deadlineNanos;
        this.background = background;
    }
}
