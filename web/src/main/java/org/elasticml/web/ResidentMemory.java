package org.elasticml.web;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * What this process holds of the machine's memory: libraries in native code and their weights included, of which the JVM's own
 * metrics know nothing. A metric of every service, by the name that Prometheus' own libraries give it; not a number where Linux
 * does not tell (proc(5)).
 */
@Singleton
final class ResidentMemory implements MeterBinder {
    private static final Path STATUS = Path.of("/proc/self/status");
    private static final int BYTES_PER_KB = 1024;

    @Override
    public void bindTo(MeterRegistry registry) {
        Gauge.builder("process_resident_memory_bytes", () -> bytes(STATUS))
                .description("Memory of the process that is in the machine's")
                .register(registry);
    }

    /** The process's name, in the same file, need not be text in UTF-8. */
    static double bytes(Path status) {
        try {
            return Files.readAllLines(status, StandardCharsets.ISO_8859_1).stream()
                    .filter(line -> line.startsWith("VmRSS:"))
                    .mapToDouble(line -> Double.parseDouble(line.split("\\s+")[1]) * BYTES_PER_KB)
                    .findFirst()
                    .orElse(Double.NaN);
        } catch (IOException e) {
            return Double.NaN;
        }
    }
}
