package org.elasticml.autoscaler.actuate;

/** The replicas can't be seen or changed; the message says why, in one line. */
public final class ActuatorException extends Exception {
    public ActuatorException(String message) {
        super(message);
    }

    public ActuatorException(String message, Throwable cause) {
        super(message, cause);
    }
}
