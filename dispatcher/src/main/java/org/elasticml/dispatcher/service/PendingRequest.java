package org.elasticml.dispatcher.service;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.vertx.core.buffer.Buffer;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.CompletableFuture;

/** A request that is accepted and not answered. Everything but the answer is guarded by the {@link Dispatch}'s lock. */
final class PendingRequest {
    final Buffer image;
    /** What follows {@code /predict} at the replica: empty, or {@code ?top_k=…}. */
    final String query;

    final long startNanos;
    final long deadlineNanos;
    /** Names of the replicas it has failed on. */
    final Set<String> tried = new HashSet<>();

    final CompletableFuture<ObjectNode> answer = new CompletableFuture<>();
    private int attempts;

    PendingRequest(Buffer image, String query, long startNanos, long deadlineNanos) {
        this.image = image;
        this.query = query;
        this.startNanos = startNanos;
        this.deadlineNanos = deadlineNanos;
    }

    int attempts() {
        return attempts;
    }

    void countAttempt() {
        attempts++;
    }
}
