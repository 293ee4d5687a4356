package org.elasticml.dispatcher.redis;

import io.vertx.redis.client.impl.types.ErrorType;

/** What Redis' errors mean. Redis 6 puts those of a command in a script into a text that begins with ERR. */
final class RedisError {
    private RedisError() {}

    static boolean isUnknownScript(Throwable failure) {
        return failure instanceof ErrorType error && error.is("NOSCRIPT");
    }

    static boolean isOutOfMemory(Throwable failure) {
        return failure instanceof ErrorType error
                && (error.is("OOM") || error.getMessage().contains(" -OOM "));
    }
}
