package org.elasticml.launcher;

/** Something could not be started; the message says what and why, fit for a user. */
public final class LaunchException extends Exception {
    public static final int EXIT_CODE = 1;

    public LaunchException(String message) {
        super(message);
    }

    public LaunchException(String message, Throwable cause) {
        super(message, cause);
    }
}
