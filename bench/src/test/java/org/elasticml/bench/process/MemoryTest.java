package org.elasticml.bench.process;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import org.elasticml.launcher.LaunchException;
import org.junit.jupiter.api.Test;

class MemoryTest {
    private static final String STATUS = "VmPeak:\t 9999 kB\nVmHWM:\t  524800 kB\nVmRSS:\t 1024 kB\n";

    @Test
    void readsWhatLinuxSays() {
        assertEquals(512.5, Memory.mebibytes("VmHWM", STATUS));
        assertEquals(1, Memory.mebibytes("VmRSS", STATUS));
        assertThrows(IllegalArgumentException.class, () -> Memory.mebibytes("VmHWM", "VmRSS:\t 1 kB\n"));
    }

    @Test
    void readsItsOwn() throws LaunchException {
        assumeTrue(Files.exists(Path.of("/proc/self/status")));
        long pid = ProcessHandle.current().pid();
        double now = Memory.residentMebibytes(pid);
        assertTrue(now > 1);
        assertTrue(Memory.peakMebibytes(pid) >= now);
    }
}
