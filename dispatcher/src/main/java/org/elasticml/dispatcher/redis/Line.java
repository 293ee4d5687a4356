package org.elasticml.dispatcher.redis;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.redis.client.RedisConnection;
import io.vertx.redis.client.Request;
import io.vertx.redis.client.Response;
import java.util.ArrayDeque;
import java.util.Queue;

/** A connection, whose answers come in the order of what was sent, with what it has not answered. */
final class Line {
    private record Unanswered(Promise<Response> answer, long sentNanos) {}

    private final RedisConnection connection;
    private final Queue<Unanswered> unanswered = new ArrayDeque<>();
    private long heardNanos = System.nanoTime();

    Line(RedisConnection connection) {
        this.connection = connection;
    }

    Future<Response> send(Request request) {
        Unanswered sent = new Unanswered(Promise.promise(), System.nanoTime());
        unanswered.add(sent);
        connection.send(request).onComplete(reply -> {
            heardNanos = System.nanoTime();
            unanswered.remove(sent); // the first, but for those that were never sent
            if (reply.succeeded()) {
                sent.answer.tryComplete(reply.result());
            } else {
                sent.answer.tryFail(reply.cause());
            }
        });
        return sent.answer.future();
    }

    /** Whether an answer is due, and none has come for so long. Those of a long backlog come late, but they come. */
    boolean isSilentFor(long nanos) {
        long now = System.nanoTime();
        return !unanswered.isEmpty() && Math.min(now - unanswered.peek().sentNanos, now - heardNanos) > nanos;
    }

    /** Nobody waits any longer for what may never come. */
    void fail(RuntimeException failure) {
        for (Unanswered next = unanswered.poll(); next != null; next = unanswered.poll()) {
            next.answer.tryFail(failure);
        }
    }
}
