package org.elasticml.web;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * What this process holds of the machine's memory: libraries in native code and their weights included, of which the JVM's own
 * metrics know nothing.
 */
public final class ResidentMemory {
    /** By the name that Prometheus' own libraries give it. */
    public static final String METRIC = "process_resident_memory_bytes";

    private static final Path STATUS = Path.of("/proc/self/status");
    private static final int BYTES_PER_KB = 1024;

    private ResidentMemory() {}

    /** As Linux tells (proc(5)); not a number elsewhere. */
    public static double bytes() {
        return bytes(STATUS);
    }

    static double bytes(Path status) {
        try {
            return Files.readAllLines(status).stream()
                    .filter(line -> line.startsWith("VmRSS:"))
                    .mapToDouble(line -> Double.parseDouble(line.split("\\s+")[1]) * BYTES_PER_KB)
                    .findFirst()
                    .orElse(Double.NaN);
        } catch (IOException e) {
            return Double.NaN;
        }
    }
}
