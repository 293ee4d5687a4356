package org.elasticml.loadtester.cli;

/** Ends the command with a code and one line on standard error. */
public final class CommandException extends Exception {
    private final int exitCode;

    public CommandException(int exitCode, String message) {
        super(message);
        this.exitCode = exitCode;
    }

    int exitCode() {
        return exitCode;
    }
}
