package org.elasticml.web;

import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.http.HttpServerRequest;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.security.SecureRandom;
import java.util.concurrent.atomic.AtomicLong;

/**
 * {@code X-Request-Id}: what a request is called in answers, logs and on its way to a replica. The sender's own, if it is
 * of 1 to {@value #MAX_LENGTH} letters, digits, dots, underscores or hyphens; else one that is made here. Every answer has it.
 */
@ApplicationScoped
public class RequestId {
    public static final String NAME = "X-Request-Id";

    private static final int MAX_LENGTH = 128;
    /** Before all that may answer. */
    private static final int FIRST = 2_000;

    /** 60 random bits for the process, then a number for the request. */
    private final String prefix = Long.toString(new SecureRandom().nextLong() >>> 4, Character.MAX_RADIX) + "-";

    private final AtomicLong made = new AtomicLong();

    void register(@Observes Filters filters) {
        filters.register(
                context -> {
                    String own = context.request().getHeader(NAME);
                    context.response().putHeader(NAME, isValid(own) ? own : next());
                    context.next();
                },
                FIRST);
    }

    /** What this request is called. */
    public static String of(HttpServerRequest request) {
        return request.response().headers().get(NAME);
    }

    String next() {
        return prefix + Long.toString(made.getAndIncrement(), Character.MAX_RADIX);
    }

    static boolean isValid(String id) {
        return id != null
                && !id.isEmpty()
                && id.length() <= MAX_LENGTH
                && id.chars()
                        .allMatch(c -> c >= 'a' && c <= 'z'
                                || c >= 'A' && c <= 'Z'
                                || c >= '0' && c <= '9'
                                || c == '.'
                                || c == '_'
                                || c == '-');
    }
}
