package org.elasticml.launcher;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.Locale;

/** What an autoscaler's {@code GET /status} comes to, in a line. */
final class AutoscalerState {
    private static final DateTimeFormatter CLOCK = DateTimeFormatter.ofPattern("HH:mm:ss", Locale.ROOT);

    private AutoscalerState() {}

    /** @param zone of the reader */
    static String of(JsonNode status, ZoneId zone) {
        JsonNode replicas = status.path("replicas");
        String text = replicas.isObject()
                ? String.format(
                        Locale.ROOT,
                        "ready: %s, %d wanted of at most %d, %d ready, %d booting",
                        decider(status),
                        replicas.path("wanted").asInt(),
                        status.path("limits").path("max").asInt(),
                        replicas.path("ready").asInt(),
                        replicas.path("booting").asInt())
                : "ready: " + decider(status) + ", replicas not known";
        if (status.path("blind").isTextual()) {
            text += "; blind: " + status.path("blind").asText();
        }
        JsonNode changes = status.path("changes");
        return changes.isEmpty() ? text : text + "; " + change(changes.get(changes.size() - 1), zone);
    }

    private static String decider(JsonNode status) {
        return status.path("override").isNumber()
                ? "set by hand"
                : "policy " + status.path("policy").asText();
    }

    private static String change(JsonNode change, ZoneId zone) {
        return String.format(
                Locale.ROOT,
                "%d → %d at %s: %s",
                change.path("from").asInt(),
                change.path("to").asInt(),
                time(change.path("time").asText(), zone),
                change.path("words").asText());
    }

    private static String time(String instant, ZoneId zone) {
        try {
            return CLOCK.format(Instant.parse(instant).atZone(zone));
        } catch (DateTimeParseException e) {
            return instant;
        }
    }
}
