package org.elasticml.cluster.images;

import java.io.File;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.elasticml.loadtester.cli.CommandException;
import org.elasticml.loadtester.cli.ExitCode;

/** Programs of others, and what they say. */
public final class Program {
    private Program() {}

    /** Whether it can be started and ends well. */
    public static boolean works(String... command) {
        try {
            Process process = new ProcessBuilder(command)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
            return waitFor(process) == 0;
        } catch (IOException | CommandException e) {
            return false;
        }
    }

    /**
     * Runs it to its end.
     *
     * @throws CommandException if it is not there, or fails; with the last line that it said
     */
    public static void run(String... command) throws CommandException {
        List<String> said = new ArrayList<>();
        int exitCode = run(List.of(command), said::add);
        if (exitCode != 0) {
            String last = said.isEmpty() ? "exit code " + exitCode : said.get(said.size() - 1);
            throw error("'" + String.join(" ", command) + "' failed: " + last);
        }
    }

    /** Runs it to its end, or until this program is told to stop; gives its lines as they come, and its exit code. */
    public static int run(List<String> command, Consumer<String> line) throws CommandException {
        try {
            Process process = new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectInput(ProcessBuilder.Redirect.from(new File("/dev/null")))
                    .start();
            Thread stop = new Thread(process::destroy);
            Runtime.getRuntime().addShutdownHook(stop);
            try (var lines = process.inputReader()) {
                for (String next = lines.readLine(); next != null; next = lines.readLine()) {
                    line.accept(next);
                }
            }
            int exitCode = waitFor(process);
            Runtime.getRuntime().removeShutdownHook(stop);
            return exitCode;
        } catch (IOException e) {
            throw error("'" + command.get(0) + "' can't be run: is it installed, and on the PATH?");
        }
    }

    private static int waitFor(Process process) throws CommandException {
        try {
            return process.waitFor();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw error("interrupted");
        }
    }

    public static CommandException error(String message) {
        return new CommandException(ExitCode.ERROR, message);
    }
}
