package org.elasticml.loadtester.cli;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;

/** What is wrong with how the command was called. */
public final class Usage {
    private Usage() {}

    /**
     * @throws CommandException with this message, unless the condition holds
     */
    public static void require(boolean condition, String message) throws CommandException {
        if (!condition) {
            throw new CommandException(ExitCode.USAGE, message);
        }
    }

    public static CommandException unreadable(String option, Path file, IOException e) {
        String reason = e instanceof FileSystemException ? reason(e) : file + ": " + reason(e);
        return new CommandException(ExitCode.USAGE, option + ": cannot read " + reason);
    }

    public static CommandException unwritable(IOException e) {
        return new CommandException(ExitCode.ERROR, "the files can't be written: " + reason(e));
    }

    /** In words; the JDK tells of files by the names of exceptions. */
    public static String reason(IOException e) {
        if (!(e instanceof FileSystemException failed)) {
            return e.getMessage() == null ? e.toString() : e.getMessage();
        }
        return failed.getFile() + ": " + why(failed);
    }

    private static String why(FileSystemException e) {
        if (e instanceof NoSuchFileException) {
            return "there is no such file";
        } else if (e instanceof AccessDeniedException) {
            return "permission denied";
        } else if (e instanceof FileAlreadyExistsException || e instanceof NotDirectoryException) {
            return "is not a folder";
        }
        return e.getReason() == null ? e.getClass().getSimpleName() : e.getReason();
    }
}
