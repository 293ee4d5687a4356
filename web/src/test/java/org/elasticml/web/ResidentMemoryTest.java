package org.elasticml.web;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ResidentMemoryTest {
    @TempDir
    Path folder;

    @Test
    void isWhatLinuxTells() throws IOException {
        Path status =
                Files.writeString(folder.resolve("status"), "Name:\tjava\nVmHWM:\t  999 kB\nVmRSS:\t  123456 kB\n");
        assertEquals(123_456 * 1024.0, ResidentMemory.bytes(status));
    }

    @Test
    void isAMetric() {
        SimpleMeterRegistry registry = new SimpleMeterRegistry();
        new ResidentMemory().bindTo(registry);
        double bytes = registry.get("process_resident_memory_bytes").gauge().value();
        assertTrue(bytes > 10_000_000 || !Files.exists(Path.of("/proc/self")), "of this process, which runs tests");
    }

    @Test
    void theNameOfTheProcessNeedNotBeText() throws IOException {
        Path status = Files.write(
                folder.resolve("status"), "Name:\tcaf\u00e9\nVmRSS:\t  1 kB\n".getBytes(StandardCharsets.ISO_8859_1));
        assertEquals(1024, ResidentMemory.bytes(status));
    }

    @Test
    void isNotANumberWhereItIsNotTold() throws IOException {
        assertEquals(Double.NaN, ResidentMemory.bytes(folder.resolve("none")));
        assertEquals(Double.NaN, ResidentMemory.bytes(Files.writeString(folder.resolve("kernel"), "Name:\tx\n")));
    }
}
