package org.elasticml.dispatcher.redis;

import io.vertx.core.buffer.Buffer;

/** What is known of a request by its id. */
public sealed interface StoredResult {
    /** As it was given to {@link RedisQueue#finish}. */
    record Answered(Buffer result) implements StoredResult {}

    /** Without a result. */
    enum Missing implements StoredResult {
        /** It is in the queue, or somebody works on it. */
        PENDING,
        /** It was never there, its result has expired, or it was removed. */
        ABSENT
    }
}
