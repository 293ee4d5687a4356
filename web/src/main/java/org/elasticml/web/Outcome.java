package org.elasticml.web;

/** How requests are counted when they have ended. */
public final class Outcome {
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
        boolean refusal = failure instanceof ProblemException problem
                && (problem.status() == 429 || problem.status() == 503 || problem.status() == 504);
        return refusal ? "refused" : "failed";
    }
}
