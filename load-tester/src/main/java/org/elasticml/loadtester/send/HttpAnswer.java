package org.elasticml.loadtester.send;

import java.nio.charset.StandardCharsets;

/**
 * A response whose body has been read to its end.
 *
 * @param contentType the header as received; empty if there was none
 */
record HttpAnswer(int status, String contentType, byte[] body) {
    private static final int SHOWN_BYTES = 60;

    /** As in {@code HTTP 200, text/html: "<!DOCTYPE html>"}, on one line. */
    String inWords() {
        String start = new String(body, 0, Math.min(SHOWN_BYTES, body.length), StandardCharsets.UTF_8);
        String type = contentType.isEmpty() ? "no content type" : contentType;
        String text = body.length == 0 ? "nothing" : "\"" + start.strip() + (body.length > SHOWN_BYTES ? "…\"" : "\"");
        return OneLine.of("HTTP " + status + ", " + type + ": " + text);
    }
}
