package org.elasticml.dispatcher.redis;

/** Redis can't be reached, or can't serve; we don't know whether it did what was asked last. */
public final class RedisAway extends RuntimeException {
    RedisAway(String message) {
        super(message, null, false, false);
    }
}
