package org.elasticml.bench.process;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.elasticml.launcher.LaunchException;
import org.elasticml.launcher.Project;
import org.elasticml.launcher.ServiceProcess;
import redis.embedded.core.ExecutableProvider;

/**
 * A Redis of a run's own that has written down what it says it has ({@code appendfsync always}), so that it can be killed
 * and go on. The program is the one installed, or else the one that embedded-redis carries.
 */
public final class RedisProcess implements AutoCloseable {
    private static final String PROGRAM = "redis-server";
    private static final long READY_WITHIN_SECONDS = 20;
    private static final long POLL_MILLIS = 20;

    private final Project project;
    private final Servers servers;
    private final int port;
    private final Path folder;
    private final String program;
    private ServiceProcess process;

    /** It is not started yet, and knows nothing from earlier. */
    public RedisProcess(Project project, Servers servers, int port) throws LaunchException {
        this.project = project;
        this.servers = servers;
        this.port = port;
        this.folder = project.stateFolder().resolve("redis-" + port);
        delete();
        try {
            Files.createDirectories(folder);
        } catch (IOException e) {
            throw new LaunchException("the folder " + folder + " can't be made: " + e.getMessage(), e);
        }
        this.program = Programs.isThere(PROGRAM) ? PROGRAM : unpacked();
    }

    private String unpacked() throws LaunchException {
        try {
            return ExecutableProvider.newJarResourceProvider(folder.toFile())
                    .get()
                    .toString();
        } catch (IOException e) {
            throw new LaunchException(
                    "there is no redis-server on the PATH, and the one brought along can't be unpacked: "
                            + e.getMessage(),
                    e);
        }
    }

    /** Starts it, with what it had when it was killed, and waits until it answers. */
    public void start() throws LaunchException {
        List<String> command = List.of(
                program,
                "--port",
                Integer.toString(port),
                "--bind",
                "127.0.0.1",
                "--dir",
                folder.toString(),
                "--appendonly",
                "yes",
                "--appendfsync",
                "always",
                "--save",
                "");
        process = servers.add(ServiceProcess.start("redis-" + port, port, command, Map.of(), project.logFolder()));
        awaitReady();
    }

    private void awaitReady() throws LaunchException {
        long deadlineNanos = System.nanoTime() + TimeUnit.SECONDS.toNanos(READY_WITHIN_SECONDS);
        while (System.nanoTime() - deadlineNanos < 0) {
            if (isReady()) {
                return;
            }
            try {
                if (process.process().waitFor(POLL_MILLIS, TimeUnit.MILLISECONDS)) {
                    throw new LaunchException("Redis ended; its log: " + process.log());
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new LaunchException("interrupted", e);
            }
        }
        throw new LaunchException(
                "Redis does not answer after " + READY_WITHIN_SECONDS + " s; its log: " + process.log());
    }

    private boolean isReady() {
        try {
            return RedisCommand.send(port, "PING").equals("PONG");
        } catch (IOException e) {
            return false; // not there yet, or it is still reading what it had
        }
    }

    /** {@code kill -9}; returns when it has ended. */
    public void kill() throws InterruptedException {
        process.process().destroyForcibly().waitFor();
        servers.remove(process);
    }

    /** A section of {@code INFO}, such as {@code commandstats}. */
    public String info(String section) throws LaunchException {
        try {
            return RedisCommand.send(port, "INFO " + section);
        } catch (IOException e) {
            throw new LaunchException("Redis does not answer INFO: " + e.getMessage(), e);
        }
    }

    /** For {@code REDIS_URL}. */
    public String url() {
        return "redis://127.0.0.1:" + port;
    }

    public ServiceProcess process() {
        return process;
    }

    /** Ends it at once, and deletes what it wrote. */
    @Override
    public void close() throws LaunchException {
        try {
            if (process != null) {
                process.process().destroyForcibly().waitFor();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        delete();
    }

    private void delete() throws LaunchException {
        if (!Files.exists(folder)) {
            return;
        }
        try (Stream<Path> all = Files.walk(folder)) {
            for (Path each : all.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(each);
            }
        } catch (IOException e) {
            throw new LaunchException("the folder " + folder + " can't be deleted: " + e.getMessage(), e);
        }
    }
}
