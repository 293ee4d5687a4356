package org.elasticml.autoscaler.actuate.local;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * A replica as it is written down while it runs, so that an autoscaler that comes after one that was killed finds it.
 *
 * @param startedMillis when the process began, since the epoch: process numbers are used again
 * @param draining whether it was told to end
 */
record Written(String name, int port, long pid, long startedMillis, boolean draining) {
    private static final ObjectMapper JSON = new ObjectMapper();

    static long started(ProcessHandle handle) {
        return handle.info().startInstant().map(Instant::toEpochMilli).orElse(0L);
    }

    /** The process, if it is still the one that was started. */
    Optional<ProcessHandle> process() {
        return ProcessHandle.of(pid).filter(handle -> handle.isAlive() && started(handle) == startedMillis);
    }

    /** All or nothing: a reader never finds half of it. */
    static void write(Path file, List<Written> all) throws IOException {
        Path part = file.resolveSibling(file.getFileName() + ".part");
        JSON.writeValue(part.toFile(), all);
        Files.move(part, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    /** Empty if there is no file. */
    static List<Written> read(Path file) throws IOException {
        return Files.exists(file) ? JSON.readValue(file.toFile(), new TypeReference<List<Written>>() {}) : List.of();
    }
}
