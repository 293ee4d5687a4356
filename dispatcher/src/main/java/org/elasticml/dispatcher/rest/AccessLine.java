package org.elasticml.dispatcher.rest;

import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import java.time.Instant;
import java.util.Locale;
import java.util.OptionalLong;
import org.elasticml.dispatcher.service.RequestTrace;
import org.elasticml.web.Outcome;

/**
 * One request in the access log. What it never came to is null: an unknown path has no priority, a refused request no
 * replica.
 *
 * @param time when it came, ISO 8601 in UTC
 * @param status {@value #CLIENT_GONE} if the client hung up before it had the answer
 * @param bytes of the body, as far as it was read
 * @param waitedMs from the first byte until it was sent to the replica, the last time
 * @param servedMs from then until the replica answered or failed
 * @param replica where it was sent last
 * @param client its IP address
 * @param apiKey the name of the key that it showed
 */
@JsonNaming(SnakeCaseStrategy.class)
record AccessLine(
        String time,
        String requestId,
        String method,
        String path,
        int status,
        String outcome,
        String priority,
        long bytes,
        Double waitedMs,
        Double servedMs,
        double totalMs,
        String replica,
        int attempts,
        String client,
        String apiKey) {
    /** As nginx calls it. */
    static final int CLIENT_GONE = 499;

    static AccessLine of(
            Instant time,
            RequestTrace trace,
            String method,
            String path,
            int status,
            long bytes,
            long totalNanos,
            String client) {
        return new AccessLine(
                time.toString(),
                trace.id(),
                method,
                path,
                status,
                Outcome.of(status),
                trace.priority() == null ? null : trace.priority().name().toLowerCase(Locale.ROOT),
                bytes,
                millis(trace.waitedNanos()),
                millis(trace.servedNanos()),
                millis(totalNanos),
                trace.replica(),
                trace.attempts(),
                client,
                trace.apiKey());
    }

    private static Double millis(OptionalLong nanos) {
        return nanos.isPresent() ? millis(nanos.getAsLong()) : null;
    }

    private static double millis(long nanos) {
        return Math.round(nanos / 1e3) / 1e3;
    }
}
