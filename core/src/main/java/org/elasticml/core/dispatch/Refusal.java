package org.elasticml.core.dispatch;

import java.util.Locale;

/**
 * Why a request is not taken.
 *
 * @param expectedSeconds when its answer would have come
 * @param retryAfterSeconds when it is worth coming again
 */
public record Refusal(Reason reason, double expectedSeconds, int retryAfterSeconds) {
    /** The longest that anyone is sent away for. */
    private static final int MAX_RETRY_AFTER = 60;

    /** What is short. */
    public enum Reason {
        /** The queue is at its bound. */
        FULL,
        /** Its answer is expected after its deadline. */
        DEADLINE,
        /** There is a standing queue, and its answer is expected after the SLO. */
        OVERLOAD
    }

    /** @param surplusSeconds how much too late the answer would come */
    static Refusal of(Reason reason, double expectedSeconds, double surplusSeconds) {
        return new Refusal(
                reason, expectedSeconds, (int) Math.max(1, Math.min(MAX_RETRY_AFTER, Math.ceil(surplusSeconds))));
    }

    /** For the one who is refused. */
    public String text() {
        String why =
                switch (reason) {
                    case FULL -> "the queue is full";
                    case DEADLINE -> "the answer would come after the deadline";
                    case OVERLOAD -> "more requests come than can be answered in time";
                };
        return String.format(Locale.ROOT, "%s: it is expected in %.1f s", why, expectedSeconds);
    }
}
