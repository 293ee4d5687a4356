package org.elasticml.dispatcher.redis;

import io.vertx.core.buffer.Buffer;

/** What came of asking for the image of a waiting request. */
public sealed interface Borrowed {
    /** It was lent. */
    record Image(Buffer bytes) implements Borrowed {}

    /** There is none. */
    enum Missing implements Borrowed {
        /** The dispatcher that took the request in was asked for it. */
        ASKED,
        /** The request has ended, or nobody waits for it any more: the dispatcher that took it in is gone. */
        GONE
    }
}
