package org.elasticml.dispatcher.redis;

/** Redis is there, but has no memory for another request. */
public final class RedisOutOfMemory extends RuntimeException {
    RedisOutOfMemory() {
        super("Redis is out of memory", null, false, false);
    }
}
