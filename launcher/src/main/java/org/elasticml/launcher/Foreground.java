package org.elasticml.launcher;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** Runs a program on this terminal. */
final class Foreground {
    private Foreground() {}

    /** Hears of the process when it has started. */
    @FunctionalInterface
    interface Started {
        void process(Process process) throws LaunchException;
    }

    /**
     * Returns its exit code when it ends; when this launcher is told to stop, it is, and gets to print its report.
     *
     * @param name what to call it in an error
     */
    static int run(String name, List<String> command, Map<String, String> environment, Started started)
            throws LaunchException {
        try {
            ProcessBuilder builder = new ProcessBuilder(command).inheritIO();
            builder.environment().putAll(environment);
            Process process = builder.start();
            Thread stop = new Thread(() -> stop(process));
            Runtime.getRuntime().addShutdownHook(stop);
            started.process(process);
            int exitCode = process.waitFor();
            Runtime.getRuntime().removeShutdownHook(stop);
            return exitCode;
        } catch (IOException e) {
            throw new LaunchException(name + " can't be started: " + e.getMessage(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new LaunchException("interrupted", e);
        } catch (IllegalStateException e) {
            return 130; // this launcher is stopping already
        }
    }

    private static void stop(Process process) {
        process.destroy();
        try {
            process.waitFor(40, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
