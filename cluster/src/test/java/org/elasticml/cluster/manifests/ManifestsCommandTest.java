package org.elasticml.cluster.manifests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

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
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

class ManifestsCommandTest {
    private static final String WRITTEN = "# Written by ./elastic manifests from something\n";

    @TempDir
    Path folder;

    private int write(Map<String, String> files) throws IOException {
        return ManifestsCommand.write(folder, new TreeMap<>(files));
    }

    private static String refusal(String... arguments) {
        StringWriter err = new StringWriter();
        int code = OneLineErrors.of(new CommandLine(new ManifestsCommand()))
                .setErr(new PrintWriter(err))
                .execute(arguments);
        assertEquals(ExitCode.USAGE, code, err.toString());
        return err.toString().strip();
    }

    @Test
    void aRegistryNeedsAFolder() {
        assertEquals(
                "with a registry (--registry, IMAGE_REGISTRY) --out is needed; k8s/ itself names none",
                refusal("--registry", "registry.example/me"));
    }

    @Test
    void aRegistryIsOne() {
        assertEquals(
                "IMAGE_REGISTRY 'https://registry.example' is not host[:port][/path],"
                        + " as in registry.example:5000/team",
                refusal("--registry", "https://registry.example", "--out", folder.toString()));
    }

    /** A project that is not built: what is not refused ends otherwise. */
    @ParameterizedTest
    @ValueSource(strings = {".", "k8s", "k8s/mine", "mine/.."})
    void theProjectsOwnIsNotWrittenTwice(String out) throws IOException {
        Files.createDirectories(folder.resolve("k8s"));
        Files.createDirectories(folder.resolve("mine"));
        System.setProperty("elastic.root", folder.toString());
        try {
            String to = folder.resolve(out).toString();
            assertEquals(
                    "--out " + to + " holds, or lies in, the project's own k8s/; a folder apart from it is needed",
                    refusal("--registry", "registry.example", "--out", to));
        } finally {
            System.clearProperty("elastic.root");
        }
    }

    @Test
    void whatLiesInOtherFoldersIsNotLookedAt() throws IOException {
        Path other = Files.createDirectories(folder.resolve("other/redis")).resolve("10-a.yaml");
        Files.writeString(other, WRITTEN);
        assertEquals(2, write(Map.of("10-a.yaml", WRITTEN, "redis/20-b.yaml", WRITTEN)));
        assertTrue(Files.exists(other));
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
