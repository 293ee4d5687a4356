package org.elasticml.loadtester.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Optional;

/** Where a command's files go. */
public final class OutFolder {
    private static final DateTimeFormatter RUN_NAME =
            DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss'Z'", Locale.ROOT).withZone(ZoneOffset.UTC);

    private OutFolder() {}

    /**
     * Makes it before anything is sent: a run that can't be kept is not begun.
     *
     * @throws CommandException if it can't be made or written to
     */
    public static Path of(Optional<Path> named, Instant now) throws CommandException {
        return make(named.orElseGet(() -> Path.of("runs", RUN_NAME.format(now))));
    }

    /** The same for one of several runs. */
    static Path make(Path folder) throws CommandException {
        try {
            Files.createDirectories(folder);
        } catch (IOException e) {
            throw new CommandException(ExitCode.ERROR, "--out: cannot make the folder " + Usage.reason(e));
        }
        if (!Files.isWritable(folder)) {
            throw new CommandException(ExitCode.ERROR, "--out: " + folder + " can't be written to");
        }
        return folder;
    }
}
