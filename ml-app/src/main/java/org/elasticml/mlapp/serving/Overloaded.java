package org.elasticml.mlapp.serving;

/** The replica can't take a photo now: its queue is full, or an answer would come after the deadline. */
public final class Overloaded extends Exception {
    private final double retryAfterSeconds;

    Overloaded(String message, double retryAfterSeconds) {
        super(message, null, false, false);
        this.retryAfterSeconds = retryAfterSeconds;
    }

    /** When trying again may help. */
    public double retryAfterSeconds() {
        return retryAfterSeconds;
    }
}
