package org.elasticml.loadtester.cli;

import java.io.IOException;
import java.nio.file.NoSuchFileException;

/** What is wrong with how the command was called. */
final class Usage {
    private Usage() {}

    /**
     * @throws CommandException with this message, unless the condition holds
     */
    static void require(boolean condition, String message) throws CommandException {
        if (!condition) {
            throw new CommandException(ExitCode.USAGE, message);
        }
    }

    static CommandException unreadable(String option, IOException e) {
        return new CommandException(ExitCode.USAGE, option + ": cannot read " + reason(e));
    }

    static String reason(IOException e) {
        return e instanceof NoSuchFileException ? e.getMessage() + ": there is no such file" : e.toString();
    }
}
