package org.elasticml.dispatcher.rest;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * What a request would rather have: the {@code Prefer} header of RFC 7240. What is not known or not understood is ignored, as
 * the RFC says, a value where none belongs included; of a preference that is there several times the first counts.
 *
 * @param respondAsync whether an answer need not be waited for
 * @param patience how long one may be waited for, at most a minute; zero if nothing is said
 */
record Prefer(boolean respondAsync, Duration patience) {
    static final String NAME = "Prefer";

    private static final int MAX_WAIT_SECONDS = 60;

    /** @param lines the values of all such headers; each may hold several preferences */
    static Prefer of(List<String> lines) {
        Map<String, String> values = new HashMap<>();
        for (String line : lines) {
            for (String preference : split(line, ',')) {
                String said = split(preference, ';').stream().findFirst().orElse(""); // then come parameters
                int equals = said.indexOf('=');
                String name = equals < 0 ? said : said.substring(0, equals);
                String value =
                        equals < 0 ? "" : unquoted(said.substring(equals + 1).strip());
                values.putIfAbsent(name.strip().toLowerCase(Locale.ROOT), value);
            }
        }
        return new Prefer("".equals(values.get("respond-async")), patience(values.getOrDefault("wait", "")));
    }

    private static Duration patience(String seconds) {
        if (!seconds.matches("[0-9]+")) {
            return Duration.ZERO;
        }
        String digits = seconds.replaceFirst("^0+(?=.)", "");
        int whole = digits.length() > 2 ? MAX_WAIT_SECONDS : Integer.parseInt(digits);
        return Duration.ofSeconds(Math.min(whole, MAX_WAIT_SECONDS));
    }

    /** The parts between separators that are not quoted; without the last one if a quote in it does not end. */
    private static List<String> split(String text, char separator) {
        List<String> parts = new ArrayList<>();
        boolean quoted = false;
        int from = 0;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (quoted && c == '\\') {
                i++;
            } else if (c == '"') {
                quoted = !quoted;
            } else if (c == separator && !quoted) {
                parts.add(text.substring(from, i));
                from = i + 1;
            }
        }
        if (!quoted) {
            parts.add(text.substring(from));
        }
        return parts;
    }

    private static String unquoted(String value) {
        boolean quoted = value.length() > 1 && value.startsWith("\"") && value.endsWith("\"");
        return quoted ? value.substring(1, value.length() - 1).replaceAll("\\\\(.)", "$1") : value;
    }
}
