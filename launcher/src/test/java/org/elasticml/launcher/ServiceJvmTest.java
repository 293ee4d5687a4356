package org.elasticml.launcher;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.List;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ServiceJvmTest {
    @TempDir
    Path folder;

    private ServiceJvm jvm;

    /** Stands for a service: ends by itself, with exit code 0. */
    public static final class Hello {
        private Hello() {}

        public static void main(String[] args) {
            System.out.println("hello");
        }
    }

    @BeforeEach
    void application() throws IOException {
        jvm = new ServiceJvm(folder, Hello.class.getName(), folder);
        Files.createDirectories(folder.resolve("app"));
        String entry = Hello.class.getName().replace('.', '/') + ".class";
        try (JarOutputStream jar =
                new JarOutputStream(Files.newOutputStream(folder.resolve("app").resolve("app.jar")))) {
            jar.putNextEntry(new JarEntry(entry));
            jar.write(Hello.class.getClassLoader().getResourceAsStream(entry).readAllBytes());
        }
        FileTime built = FileTime.fromMillis(1_000_000_000_000L);
        Files.setLastModifiedTime(Files.createFile(folder.resolve("quarkus-run.jar")), built);
    }

    private Process run(List<String> command) throws IOException, InterruptedException {
        File log = folder.resolve("log").toFile();
        Process process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(log)
                .start();
        process.waitFor();
        return process;
    }

    private String log() throws IOException {
        return Files.readString(folder.resolve("log")).strip();
    }

    private void write() throws Exception {
        jvm.keepArchive(run(jvm.command(List.of("-Xmx64m"), true)));
    }

    @Test
    void writesAnArchiveAndUsesIt() throws Exception {
        write();
        assertTrue(Files.exists(jvm.archive()));
        run(jvm.command(List.of("-Xmx64m", "-Xlog:class+load"), false));
        assertTrue(log().contains("ServiceJvmTest$Hello source: shared objects file (top)"), this::logText);
    }

    private String logText() {
        try {
            return log();
        } catch (IOException e) {
            return e.toString();
        }
    }

    @Test
    void startsWithAnArchiveThatIsDamaged() throws Exception {
        Files.writeString(jvm.archive(), "no archive");
        assertEquals(0, run(jvm.command(List.of("-Xmx64m"), false)).exitValue());
        assertEquals("hello", log());
    }

    @Test
    void startsWithAnArchiveOfAnotherBuild() throws Exception {
        write();
        Files.setLastModifiedTime(folder.resolve("app").resolve("app.jar"), FileTime.fromMillis(0));
        assertEquals(0, run(jvm.command(List.of("-Xmx64m"), false)).exitValue());
        assertEquals("hello", log());
    }

    @Test
    void anArchiveOlderThanTheBuildIsNotUsed() throws Exception {
        Files.setLastModifiedTime(Files.createFile(jvm.archive()), FileTime.fromMillis(0));
        assertTrue(jvm.command(List.of(), false).contains("-jar"));
        assertFalse(jvm.command(List.of(), true).toString().contains("SharedArchiveFile"));
    }

    @Test
    void whatAServiceLeftThatFailedIsNotKept() throws Exception {
        List<String> command = jvm.command(List.of(), true);
        String option = command.stream()
                .filter(text -> text.contains("AtExit"))
                .findFirst()
                .orElseThrow();
        Path part = Files.createFile(Path.of(option.substring(option.indexOf('=') + 1)));
        jvm.keepArchive(run(List.of("false")));
        assertFalse(Files.exists(part));
        assertFalse(Files.exists(jvm.archive()));
    }

    @Test
    void aReplicasJvmSeesAsManyCoresAsItHasThreads() {
        assertTrue(ServiceJvm.replicaOptions(2).contains("-XX:ActiveProcessorCount=2"));
    }

    @Test
    void coresAreAWholeNumber() throws LaunchException {
        assertEquals(1, Deployment.replicaCores(null));
        assertEquals(2, Deployment.replicaCores(" 2 "));
        for (String wrong : List.of("0", "-1", "two", "1.5")) {
            assertThrows(LaunchException.class, () -> Deployment.replicaCores(wrong), wrong);
        }
    }
}
