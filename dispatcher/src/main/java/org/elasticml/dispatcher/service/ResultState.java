package org.elasticml.dispatcher.service;

import io.vertx.core.buffer.Buffer;

/** What is known of a request whose answer is asked for later. */
public sealed interface ResultState {
    /** There is no result to show. */
    enum Absent implements ResultState {
        /** It is accepted and not answered. */
        PENDING,
        /** No request was ever accepted that has this id. */
        UNKNOWN,
        /** There was one, and its result is kept no longer. */
        EXPIRED
    }

    /**
     * It is answered.
     *
     * @param json the result, an object in UTF-8: {@code id}, {@code outcome}, then the answer's own fields or {@code problem}
     */
    record Answered(Buffer json) implements ResultState {}
}
