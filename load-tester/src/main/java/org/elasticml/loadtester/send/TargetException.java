package org.elasticml.loadtester.send;

/** The target did not answer, or not as it should; the message says how, fit for a user. */
public final class TargetException extends Exception {
    TargetException(String message) {
        super(message);
    }
}
