package org.elasticml.launcher;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Runs the load tester on this terminal. */
final class LoadTester {
    private LoadTester() {}

    /** Returns its exit code when it ends; when this launcher is told to stop, it is, and gets to print its report. */
    static int run(Project project, List<String> arguments) throws LaunchException {
        return run(project, arguments, process -> {});
    }

    /** Hears of the load tester's process when it has started. */
    @FunctionalInterface
    interface Started {
        void process(Process process) throws LaunchException;
    }

    static int run(Project project, List<String> arguments, Started started) throws LaunchException {
        List<String> command = new ArrayList<>(project.service("load-tester", List.of("-Xmx1g")));
        command.addAll(arguments);
        try {
            Process process = new ProcessBuilder(command).inheritIO().start();
            Thread stop = new Thread(() -> stop(process));
            Runtime.getRuntime().addShutdownHook(stop);
            started.process(process);
            int exitCode = process.waitFor();
            Runtime.getRuntime().removeShutdownHook(stop);
            return exitCode;
        } catch (IOException e) {
            throw new LaunchException("the load tester can't be started: " + e.getMessage(), e);
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
