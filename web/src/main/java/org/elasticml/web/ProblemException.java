package org.elasticml.web;

/** Ends a request with a {@link Problem}. Carries no stack trace: it is an answer, not a fault. */
public final class ProblemException extends RuntimeException {
    private final int status;
    private final int retryAfterSeconds;
    private final String challenge;

    public ProblemException(int status, String detail) {
        this(status, detail, 0);
    }

    /**
     * @param retryAfterSeconds when trying again may help; 0 leaves it open
     */
    public ProblemException(int status, String detail, int retryAfterSeconds) {
        this(status, detail, retryAfterSeconds, null);
    }

    private ProblemException(int status, String detail, int retryAfterSeconds, String challenge) {
        super(detail, null, false, false);
        this.status = status;
        this.retryAfterSeconds = retryAfterSeconds;
        this.challenge = challenge;
    }

    /**
     * A 401.
     *
     * @param challenge for {@code WWW-Authenticate}, which each 401 has: the scheme that is asked for
     */
    public static ProblemException unauthorized(String challenge, String detail) {
        return new ProblemException(401, detail, 0, challenge);
    }

    public int status() {
        return status;
    }

    public int retryAfterSeconds() {
        return retryAfterSeconds;
    }

    /** Null but for a 401. */
    String challenge() {
        return challenge;
    }
}
