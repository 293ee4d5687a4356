package org.elasticml.loadtester.watch;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.CompletionException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A /proc of files; that Linux has the same is seen in {@link ResourceWatchTest}. */
class ProcessSourceTest {
    @TempDir
    Path proc;

    private final List<String> said = new ArrayList<>();

    @BeforeEach
    void writeProc() throws IOException {
        Files.createDirectories(proc.resolve("self"));
        write('S', 150, 50, 7000, "VmRSS:\t    2048 kB\n");
    }

    /** The name of a program may look like what follows it. */
    private void write(char state, int userTicks, int systemTicks, int started, String status) throws IOException {
        Path folder = Files.createDirectories(proc.resolve("42"));
        Files.writeString(
                folder.resolve("stat"),
                "42 (a) S 1 (b/c) " + state + " 1 42 42 0 -1 0 1 2 3 4 " + userTicks + " " + systemTicks
                        + " 9 9 20 0 5 0 " + started + " 1000 512 0\n");
        Files.writeString(folder.resolve("status"), "Name:\tb/c\n" + status);
        Files.writeString(folder.resolve("comm"), "b/c\n");
    }

    private ProcessSource source(String name) {
        return new ProcessSource(proc, name, 42, said::add);
    }

    @Test
    void readsTicksAndKilobytes() {
        Reading reading = source("app").check().join().get(0);
        assertEquals("app", reading.name());
        assertEquals(OptionalLong.of(2_000_000_000L), reading.cpuNanos());
        assertEquals(OptionalLong.of(2048 * 1024), reading.memoryBytes());
    }

    @Test
    void isCalledByItsProgramIfNotByAName() {
        assertEquals("b_c (42)", source("").check().join().get(0).name());
    }

    /** Its name is any bytes. */
    @Test
    void watchesOneWhoseNameIsNoText() throws IOException {
        byte[] name = {'a', (byte) 0xc3, 7, 'b'};
        for (String file : List.of("stat", "status", "comm")) {
            Path path = proc.resolve("42").resolve(file);
            String text = Files.readString(path).replace("b/c", new String(name, StandardCharsets.ISO_8859_1));
            Files.writeString(path, text, StandardCharsets.ISO_8859_1);
        }
        Reading reading = source("").check().join().get(0);
        assertEquals("a\ufffd_b (42)", reading.name());
        assertEquals(OptionalLong.of(2048 * 1024), reading.memoryBytes());
    }

    /** Looks must go on, whatever one finds. */
    @Test
    void aLineThatCantBeReadIsAGap() throws IOException {
        ProcessSource source = source("app");
        source.check().join();
        Files.writeString(proc.resolve("42/stat"), "");
        assertEquals(List.of(), source.read().join());
    }

    @Test
    void oneOfTheKernelHasNoMemory() throws IOException {
        write('S', 1, 1, 7000, "");
        assertEquals(OptionalLong.empty(), source("app").check().join().get(0).memoryBytes());
    }

    @Test
    void saysOnceThatItHasEnded() throws IOException {
        ProcessSource source = source("app");
        source.check().join();
        write('Z', 150, 50, 7000, "");
        assertEquals(List.of(), source.read().join());
        Files.delete(proc.resolve("42/stat"));
        assertEquals(List.of(), source.read().join());
        assertEquals(
                List.of("--watch: process 42 has ended; from then on its CPU and memory are missing from the report"),
                said);
    }

    /** Numbers are given again. */
    @Test
    void isNotTakenForAnotherOfTheSameNumber() throws IOException {
        ProcessSource source = source("app");
        source.check().join();
        assertEquals(1, source.read().join().size());
        write('S', 1, 1, 9000, "VmRSS:\t    2048 kB\n");
        assertEquals(List.of(), source.read().join());
    }

    @Test
    void hasToBeThereAtTheStart() throws IOException {
        ProcessSource missing = new ProcessSource(proc, "", 43, said::add);
        assertEquals("there is no process 43", failure(missing));
        Files.delete(proc.resolve("self"));
        assertTrue(failure(missing).startsWith("processes can only be watched on Linux"), failure(missing));
    }

    private static String failure(ProcessSource source) {
        return assertThrows(CompletionException.class, () -> source.check().join())
                .getCause()
                .getMessage();
    }
}
