package org.elasticml.loadtester.measure;

import java.util.Locale;
import java.util.Set;

/** How a request ended; exactly one of these. */
public enum Outcome {
    /** Any 2xx. */
    SUCCEEDED,
    /** 429, 503 or 504 with an {@code application/problem+json} body: the target declined, and said why. */
    REFUSED,
    /** All else, no answer included. */
    FAILED;

    private static final Set<Integer> REFUSALS = Set.of(429, 503, 504);

    /**
     * @param status the HTTP code, or 0 if there was no answer
     * @param contentType the header as received, parameters included; empty if there was none
     */
    public static Outcome of(int status, String contentType) {
        if (status >= 200 && status < 300) {
            return SUCCEEDED;
        }
        return REFUSALS.contains(status) && isProblem(contentType) ? REFUSED : FAILED;
    }

    private static boolean isProblem(String contentType) {
        String mediaType = contentType.split(";", 2)[0];
        return mediaType.strip().equalsIgnoreCase("application/problem+json");
    }

    /** As it stands in files. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
