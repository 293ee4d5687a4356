package org.elasticml.dispatcher.rest;

import io.vertx.core.http.HttpServerRequest;
import java.util.Arrays;
import java.util.Locale;
import java.util.OptionalLong;
import org.elasticml.core.queue.Priority;
import org.elasticml.web.ProblemException;

/** What a request's headers ask for. */
final class RequestHeaders {
    private static final long MAX_DEADLINE_MILLIS = 600_000;

    private RequestHeaders() {}

    /** {@code X-Priority}. */
    static Priority priority(HttpServerRequest request) {
        String text = request.getHeader("X-Priority");
        if (text == null) {
            return Priority.NORMAL;
        }
        return Arrays.stream(Priority.values())
                .filter(priority -> priority.name().equals(text.strip().toUpperCase(Locale.ROOT)))
                .findFirst()
                .orElseThrow(
                        () -> new ProblemException(400, "X-Priority is '" + text + "'; it is high, normal or low"));
    }

    /** {@code X-Deadline-Ms}, in milliseconds; empty if it is not set. */
    static OptionalLong deadlineMillis(HttpServerRequest request) {
        String text = request.getHeader("X-Deadline-Ms");
        if (text == null) {
            return OptionalLong.empty();
        }
        if (text.strip().matches("[0-9]{1,6}")) {
            long millis = Long.parseLong(text.strip());
            if (millis >= 1 && millis <= MAX_DEADLINE_MILLIS) {
                return OptionalLong.of(millis);
            }
        }
        throw new ProblemException(
                400, "X-Deadline-Ms is '" + text + "'; it is a whole number from 1 to " + MAX_DEADLINE_MILLIS);
    }
}
