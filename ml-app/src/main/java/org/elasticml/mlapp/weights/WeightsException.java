package org.elasticml.mlapp.weights;

/** Weights can't be had, read or used; the message is one line, fit for a user. */
public final class WeightsException extends Exception {
    public WeightsException(String message) {
        super(message);
    }

    public WeightsException(String message, Throwable cause) {
        super(message, cause);
    }
}
