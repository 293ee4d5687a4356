package org.elasticml.cluster.manifests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import org.elasticml.loadtester.cli.ExitCode;
import org.elasticml.loadtester.cli.OneLineErrors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class ManifestsCommandTest {
    private static final String WRITTEN = "# Written by ./elastic manifests from something\n";

    @TempDir
    Path folder;

    private int write(Map<String, String> files) throws IOException {
        return ManifestsCommand.write(folder, new TreeMap<>(files));
    }

    @Test
    void aRegistryNeedsAFolder() {
        StringWriter err = new StringWriter();
        int code = OneLineErrors.of(new CommandLine(new ManifestsCommand()))
                .setErr(new PrintWriter(err))
                .execute("--registry", "registry.example/me");
        assertEquals(ExitCode.USAGE, code);
        assertEquals(
                "with a registry (--registry, IMAGE_REGISTRY) --out is needed; k8s/ itself names none",
                err.toString().strip());
    }

    @Test
    void writesWhatIsDifferent() throws IOException {
        assertEquals(2, write(Map.of("10-a.yaml", WRITTEN, "redis/20-b.yaml", WRITTEN)));
        assertEquals(0, write(Map.of("10-a.yaml", WRITTEN, "redis/20-b.yaml", WRITTEN)));
        assertEquals(1, write(Map.of("10-a.yaml", WRITTEN, "redis/20-b.yaml", WRITTEN + "kind: B\n")));
        assertEquals(WRITTEN + "kind: B\n", Files.readString(folder.resolve("redis/20-b.yaml")));
    }

    @Test
    void dropsWhatItWroteOnceAndNothingElse() throws IOException {
        Files.writeString(folder.resolve("10-mine.yaml"), "# By hand\n");
        write(Map.of("11-a.yaml", WRITTEN, "12-b.yaml", WRITTEN));
        assertEquals(1, write(Map.of("12-b.yaml", WRITTEN)));
        assertFalse(Files.exists(folder.resolve("11-a.yaml")));
        assertEquals("# By hand\n", Files.readString(folder.resolve("10-mine.yaml")));
    }
}
