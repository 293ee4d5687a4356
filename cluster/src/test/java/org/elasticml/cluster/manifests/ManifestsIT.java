package org.elasticml.cluster.manifests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.SortedMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** Needs what the services' {@code package} wrote. */
class ManifestsIT {
    private static final Path ROOT = Path.of("..");

    @Test
    void committedManifestsAreWhatTheSettingsSay() throws IOException {
        SortedMap<String, String> written = ManifestSet.of(ROOT, "");
        SortedMap<String, String> committed = Corpus.COMMITTED.texts();
        TreeSet<String> files = new TreeSet<>(written.keySet());
        files.addAll(committed.keySet());
        for (String file : files) {
            assertEquals(
                    written.get(file),
                    committed.get(file),
                    "k8s/" + file + " is not what ./elastic manifests writes: run it, and commit what it changed");
        }
    }

    @Test
    void aRegistryChangesOurImagesOnly() throws IOException {
        SortedMap<String, String> pushed = ManifestSet.of(ROOT, "registry.example/me");
        pushed.replaceAll((path, text) -> text.replace("image: registry.example/me/elastic-ml/", "image: elastic-ml/"));
        assertEquals(ManifestSet.of(ROOT, ""), pushed);
        assertTrue(ManifestSet.of(ROOT, "registry.example/me")
                .get("minikube/31-ml-app-deployment.yaml")
                .contains("image: registry.example/me/elastic-ml/ml-app:"));
    }

    @Test
    void theWholeIsWrittenElsewhereOnRequest(@TempDir Path out) {
        StringWriter said = new StringWriter();
        System.setProperty("elastic.root", ROOT.toString());
        try {
            CommandLine manifests = new CommandLine(new ManifestsCommand()).setOut(new PrintWriter(said));
            assertEquals(0, manifests.execute("--registry", "", "--out", out.toString()));
        } finally {
            System.clearProperty("elastic.root");
        }
        assertEquals(Corpus.COMMITTED.texts(), Corpus.read(out));
        int count = Corpus.COMMITTED.texts().size();
        assertEquals(
                count + " manifests in " + out + ", " + count + " of them changed",
                said.toString().strip());
    }

    @Test
    void whatIsNoManifestIsNotRead(@TempDir Path root) throws IOException {
        Files.createDirectory(root.resolve("k8s"));
        Files.write(root.resolve("k8s/.01-elastic-ml-configmap.yaml.swp"), new byte[] {(byte) 0xFF});
        IOException missing = assertThrows(IOException.class, () -> ManifestSet.of(root, ""));
        assertEquals("k8s/" + Settings.FILE + " is missing", missing.getMessage());
    }

    @Test
    void saysWhatIsNotBuilt(@TempDir Path root) throws IOException {
        Files.createDirectory(root.resolve("k8s"));
        Files.copy(
                ROOT.resolve("k8s").resolve(Settings.FILE), root.resolve("k8s").resolve(Settings.FILE));
        IOException missing = assertThrows(IOException.class, () -> ManifestSet.of(root, ""));
        assertEquals(
                root.resolve("ml-app/target/kubernetes/kubernetes.yml") + " is missing; mvn package makes it",
                missing.getMessage());
    }
}
