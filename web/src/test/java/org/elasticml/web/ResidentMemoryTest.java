package org.elasticml.web;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
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
        assertTrue(ResidentMemory.bytes() > 10_000_000, "of this process, which runs tests");
    }

    @Test
    void isNotANumberWhereItIsNotTold() throws IOException {
        assertEquals(Double.NaN, ResidentMemory.bytes(folder.resolve("none")));
        assertEquals(Double.NaN, ResidentMemory.bytes(Files.writeString(folder.resolve("kernel"), "Name:\tx\n")));
    }
}
