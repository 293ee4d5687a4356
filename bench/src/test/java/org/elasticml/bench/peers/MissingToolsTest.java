package org.elasticml.bench.peers;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.elasticml.launcher.LaunchException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MissingToolsTest {
    @Test
    void saysThatThereIsNoLoadGenerator() {
        LaunchException e = assertThrows(LaunchException.class, () -> Wrk.require("no-such-program"));
        assertEquals(
                "'no-such-program' is missing, which makes the load (Debian: apt-get install wrk)", e.getMessage());
    }

    @Test
    void goesOnWithoutThePeer(@TempDir Path empty) {
        List<String> said = new ArrayList<>();
        assertEquals(Optional.empty(), FastApi.find(empty, said::add));
        assertEquals(
                List.of("not compared with FastAPI: there is no " + empty.resolve("app.py")
                        + "; --peer says where it is"),
                said);
    }

    @Test
    void readsThePeakOfMemory() {
        assertEquals(512.5, Memory.mebibytes("VmHWM", "VmPeak:\t 9999 kB\nVmHWM:\t  524800 kB\nVmRSS:\t 1 kB\n"));
        assertThrows(IllegalArgumentException.class, () -> Memory.mebibytes("VmHWM", "VmRSS:\t 1 kB\n"));
    }

    @Test
    void readsItsOwn() throws LaunchException {
        org.junit.jupiter.api.Assumptions.assumeTrue(java.nio.file.Files.exists(Path.of("/proc/self/status")));
        assertTrue(Memory.peakMebibytes(ProcessHandle.current().pid()) > 1);
    }
}
