package org.elasticml.launcher;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * A service that this launcher started.
 *
 * @param name what to call it, also its log file's name
 */
public record ServiceProcess(String name, int port, Path log, Process process) {
    private static final Duration START_TIMEOUT = Duration.ofSeconds(90);
    private static final Duration POLL_EVERY = Duration.ofMillis(50);

    public static ServiceProcess start(
            String name, int port, List<String> command, Map<String, String> environment, Path logFolder)
            throws LaunchException {
        Path log = logFolder.resolve(name + ".log");
        ProcessBuilder builder = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .redirectInput(ProcessBuilder.Redirect.from(new java.io.File("/dev/null")));
        builder.environment().putAll(environment);
        builder.environment().put("PORT", Integer.toString(port));
        builder.environment().put("HOST", "127.0.0.1");
        try {
            return new ServiceProcess(name, port, log, builder.start());
        } catch (IOException e) {
            throw new LaunchException(name + " can't be started: " + e.getMessage(), e);
        }
    }

    /**
     * Waits until {@code GET /} answers.
     *
     * @return what it answers
     * @throws LaunchException with its own last words, if it ends instead, or takes more than 90 s
     */
    public JsonNode awaitReady(HttpJson http) throws LaunchException {
        long deadlineNanos = System.nanoTime() + START_TIMEOUT.toNanos();
        while (System.nanoTime() - deadlineNanos < 0) {
            Optional<JsonNode> health = process.isAlive() ? http.get(port, "/") : Optional.empty();
            if (health.isPresent()) {
                return health.get();
            }
            waitFor(POLL_EVERY);
        }
        throw new LaunchException(name + " is not ready after " + START_TIMEOUT.toSeconds() + " s; its log: " + log);
    }

    /** @throws LaunchException with its own last words, if it ends in that time */
    void waitFor(Duration duration) throws LaunchException {
        try {
            if (process.waitFor(duration.toMillis(), TimeUnit.MILLISECONDS)) {
                throw ended(name, log.getParent());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new LaunchException("interrupted while " + name + " was starting", e);
        }
    }

    /** That a service ended, with its last words. */
    static LaunchException ended(String name, Path logFolder) {
        Path log = logFolder.resolve(name + ".log");
        return new LaunchException(name + " ended: " + lastLine(log) + " (its log: " + log + ")");
    }

    private static String lastLine(Path log) {
        try {
            List<String> lines = Files.readAllLines(log);
            return lines.isEmpty() ? "it said nothing" : lines.get(lines.size() - 1);
        } catch (IOException e) {
            return "its log can't be read";
        }
    }
}
