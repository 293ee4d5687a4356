package org.elasticml.launcher;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class QuantizeCommandTest {
    /** Stands for ml-app's: says which process it is, and does not end. */
    private static final String ENDLESS = """
            package org.elasticml.mlapp.quantize;

            public class Quantize {
                public static void main(String[] args) throws Exception {
                    System.out.println(ProcessHandle.current().pid());
                    Thread.currentThread().join();
                }
            }
            """;

    @Test
    void leavesNothingBehindWhenItIsToldToStop(@TempDir Path root) throws Exception {
        Path app = Files.createDirectories(root.resolve("ml-app/target/quarkus-app/app"));
        Path source = Files.writeString(root.resolve("Quantize.java"), ENDLESS);
        Path classes = Files.createDirectory(root.resolve("classes"));
        assertEquals(
                0,
                ToolProvider.getSystemJavaCompiler()
                        .run(null, null, null, "-d", classes.toString(), source.toString()));
        jar(classes, app.resolve("app.jar"));
        Process launcher = new ProcessBuilder(
                        Project.java(),
                        "-Delastic.root=" + root,
                        "-cp",
                        System.getProperty("java.class.path"),
                        Elastic.class.getName(),
                        "quantize",
                        "--images",
                        root.toString())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        try (BufferedReader said = new BufferedReader(new InputStreamReader(launcher.getInputStream()))) {
            ProcessHandle child =
                    ProcessHandle.of(Long.parseLong(said.readLine())).orElseThrow();
            try {
                launcher.destroy();
                launcher.onExit().get(30, TimeUnit.SECONDS);
                assertFalse(child.isAlive());
            } finally {
                child.destroyForcibly();
            }
        }
    }

    private static void jar(Path classes, Path jar) {
        int exitCode = java.util.spi.ToolProvider.findFirst("jar")
                .orElseThrow()
                .run(System.out, System.err, "cf", jar.toString(), "-C", classes.toString(), ".");
        assertEquals(0, exitCode);
    }
}
