package org.elasticml.launcher;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * A service as it is written down while it runs, so that another call of the launcher finds it.
 *
 * @param startedMillis when the process began, since the epoch: process numbers are used again
 */
public record Running(String name, int port, long pid, long startedMillis) {
    /** An autoscaler writes down more of its replicas. */
    private static final ObjectMapper JSON =
            new ObjectMapper().disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES);

    private static final Duration STOP_TIMEOUT = Duration.ofSeconds(15);

    public static Running of(ServiceProcess service) {
        ProcessHandle handle = service.process().toHandle();
        return new Running(service.name(), service.port(), handle.pid(), started(handle));
    }

    private static long started(ProcessHandle handle) {
        return handle.info().startInstant().map(Instant::toEpochMilli).orElse(0L);
    }

    /** The process, if it is still the one that was started. */
    Optional<ProcessHandle> process() {
        return ProcessHandle.of(pid).filter(handle -> handle.isAlive() && started(handle) == startedMillis);
    }

    /** Asks it to end. */
    void tellToEnd() {
        process().ifPresent(ProcessHandle::destroy);
    }

    /** Asks it to end, and ends it if it has not after 15 s. */
    public void stop() {
        process().ifPresent(handle -> {
            handle.destroy();
            CompletableFuture<ProcessHandle> ended = handle.onExit();
            try {
                ended.get(STOP_TIMEOUT.toSeconds(), TimeUnit.SECONDS);
            } catch (TimeoutException | ExecutionException e) {
                handle.destroyForcibly();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });
    }

    /**
     * Where one deployment is written down.
     *
     * @param dispatcherPort any port of its own, where there is no dispatcher
     */
    public static Path file(Path stateFolder, int dispatcherPort) {
        return stateFolder.resolve("running-" + dispatcherPort + ".json");
    }

    public static void write(Path file, List<Running> all) {
        try {
            JSON.writeValue(file.toFile(), all);
        } catch (IOException e) {
            throw new UncheckedIOException("can't write down what is running", e);
        }
    }

    /** All deployments written down, each with its file. */
    static List<Path> files(Path stateFolder) {
        List<Path> files = new ArrayList<>();
        try (DirectoryStream<Path> all = Files.newDirectoryStream(stateFolder, "running-*.json")) {
            all.forEach(files::add);
        } catch (IOException e) {
            throw new UncheckedIOException("can't look up what is running", e);
        }
        return files;
    }

    static List<Running> read(Path file) {
        try {
            return JSON.readValue(file.toFile(), new TypeReference<List<Running>>() {});
        } catch (IOException e) {
            return List.of(); // not there, or cut off while it was written: nothing that can be trusted
        }
    }
}
