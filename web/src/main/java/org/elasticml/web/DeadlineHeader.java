package org.elasticml.web;

import io.vertx.core.http.HttpServerRequest;
import java.time.Duration;
import java.util.OptionalLong;

/** {@code X-Deadline-Ms}: how long the sender still wants the answer, in milliseconds from the request's first byte. */
public final class DeadlineHeader {
    public static final String NAME = "X-Deadline-Ms";

    /** How long after the deadline a request is given up whose body or answer has not come; others are told in time. */
    public static final Duration MARGIN = Duration.ofMillis(100);

    private static final long MAX_MILLIS = 600_000;

    private DeadlineHeader() {}

    /**
     * What the request says; empty if nothing.
     *
     * @throws ProblemException 400 if it is not from 1 to 600000
     */
    public static OptionalLong millis(HttpServerRequest request) {
        String text = request.getHeader(NAME);
        if (text == null) {
            return OptionalLong.empty();
        }
        if (text.strip().matches("[0-9]{1,6}")) {
            long millis = Long.parseLong(text.strip());
            if (millis >= 1 && millis <= MAX_MILLIS) {
                return OptionalLong.of(millis);
            }
        }
        throw new ProblemException(400, NAME + " is '" + text + "'; it is a whole number from 1 to " + MAX_MILLIS);
    }
}
