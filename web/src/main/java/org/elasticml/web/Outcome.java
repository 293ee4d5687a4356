package org.elasticml.web;

import java.util.List;

/** How requests are counted when they have ended. */
public final class Outcome {
    /** Each is counted from 0 on: Prometheus sees no increase in a counter that comes up with its first event. */
    public static final List<String> ALL = List.of("succeeded", "refused", "failed");

    private Outcome() {}

    /**
     * @param failure null if there was an answer
     * @param cancelled whether the sender went before there was one
     * @return {@code succeeded}, {@code refused} (429, 503 and 504) or {@code failed}
     */
    public static String of(Throwable failure, boolean cancelled) {
        if (failure == null && !cancelled) {
            return "succeeded";
        }
        return failure instanceof ProblemException problem ? of(problem.status()) : "failed";
    }

    /** The same of an HTTP status. */
    public static String of(int status) {
        return switch (status) {
            case 429, 503, 504 -> "refused";
            default -> status < 400 ? "succeeded" : "failed";
        };
    }
}
