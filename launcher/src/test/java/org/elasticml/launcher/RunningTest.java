package org.elasticml.launcher;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RunningTest {
    @TempDir
    Path folder;

    private static Process child() throws IOException {
        return new ProcessBuilder("cat").start(); // waits for its standard input
    }

    @Test
    void stopsWhatWasWrittenDown() throws Exception {
        Process process = child();
        Running running = Running.of(new ServiceProcess("ml-app-9001", 9001, folder, process));
        Path file = Running.file(folder, 8001);
        Running.write(file, List.of(running));
        assertEquals(List.of(file), Running.files(folder));
        assertEquals(List.of(running), Running.read(file));
        assertTrue(running.process().isPresent());
        running.stop();
        assertFalse(process.isAlive());
        assertTrue(running.process().isEmpty());
        running.stop();
    }

    @Test
    void leavesAProcessAloneThatOnlyHasTheSameNumber() throws Exception {
        Process process = child();
        try {
            Running other = new Running("ml-app-9001", 9001, process.pid(), 1);
            assertTrue(other.process().isEmpty());
            other.stop();
            assertTrue(process.isAlive());
        } finally {
            process.destroyForcibly();
        }
    }

    @Test
    void doesNotTrustAFileThatIsCutOff() throws IOException {
        Path file = Files.writeString(Running.file(folder, 8001), "[{\"name\":\"ml-app");
        assertEquals(List.of(), Running.read(file));
    }
}
