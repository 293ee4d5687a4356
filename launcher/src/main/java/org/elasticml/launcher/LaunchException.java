package org.elasticml.launcher;

/** Something could not be started; the message says what and why, fit for a user. */
final class LaunchException extends Exception {
    static final int EXIT_CODE = 1;

    LaunchException(String message) {
        super(message);
    }

    LaunchException(String message, Throwable cause) {
        super(message, cause);
    }
}
