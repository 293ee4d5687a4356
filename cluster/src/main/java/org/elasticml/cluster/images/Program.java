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
    /** As of a program that was interrupted. */
    private static final int STOPPED = 130;

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
        Process process = start(command);
        Thread stop = new Thread(process::destroy);
        try {
            Runtime.getRuntime().addShutdownHook(stop);
            try {
                return readToTheEnd(command.get(0), process, line);
            } finally {
                process.destroy(); // of no effect unless reading it failed
                Runtime.getRuntime().removeShutdownHook(stop);
            }
        } catch (IllegalStateException e) {
            process.destroy();
            return STOPPED; // this program is stopping already
        }
    }

    private static Process start(List<String> command) throws CommandException {
        try {
            return new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectInput(ProcessBuilder.Redirect.from(new File("/dev/null")))
                    .start();
        } catch (IOException e) {
            throw error("'" + command.get(0) + "' can't be run: is it installed, and on the PATH?");
        }
    }

    private static int readToTheEnd(String name, Process process, Consumer<String> line) throws CommandException {
        try (var lines = process.inputReader()) {
            for (String next = lines.readLine(); next != null; next = lines.readLine()) {
                line.accept(next);
            }
            return waitFor(process);
        } catch (IOException e) {
            throw error("what '" + name + "' says can't be read: " + e.getMessage());
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
