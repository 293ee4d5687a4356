package org.elasticml.dispatcher.rest;

import io.vertx.core.http.HttpServerRequest;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import org.elasticml.core.queue.Priority;
import org.elasticml.web.ProblemException;

/** What a request's headers ask for. */
final class RequestHeaders {
    private RequestHeaders() {}

    /** {@code X-Routing-Key}. */
    static Optional<String> routingKey(HttpServerRequest request) {
        return Optional.ofNullable(request.getHeader("X-Routing-Key"));
    }

    /** {@code Prefer}. */
    static Prefer prefer(HttpServerRequest request) {
        return Prefer.of(request.headers().getAll(Prefer.NAME));
    }

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
}
