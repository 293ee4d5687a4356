package org.elasticml.web;

/** Ends a request with a {@link Problem}. Carries no stack trace: it is an answer, not a fault. */
public final class ProblemException extends RuntimeException {
    private final int status;
    private final int retryAfterSeconds;

    public ProblemException(int status, String detail) {
        this(status, detail, 0);
    }

    /**
     * @param retryAfterSeconds when trying again may help; 0 leaves it open
     */
    public ProblemException(int status, String detail, int retryAfterSeconds) {
        super(detail, null, false, false);
        this.status = status;
        this.retryAfterSeconds = retryAfterSeconds;
    }

    public int status() {
        return status;
    }

    public int retryAfterSeconds() {
        return retryAfterSeconds;
    }
}
