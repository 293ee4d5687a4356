package org.elasticml.cluster.images;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ImageSizesTest {
    @TempDir
    Path application;

    @Test
    void whatChangesWithTheCodeIsToldFromWhatDoesNot() throws IOException {
        write("lib/boot/org.jboss.logging.jar", 10_000);
        write("lib/main/io.vertx.vertx-core.jar", 20_000);
        write("lib/main/org.elasticml.core-0.1.0.jar", 1_000);
        write("app/dispatcher-0.1.0.jar", 2_000);
        write("quarkus/generated-bytecode.jar", 3_000);
        write("quarkus/quarkus-application.dat", 4_000);
        write("quarkus-run.jar", 500);
        write("jib-image.digest", 71);
        LayerSizes sizes = LayerSizes.of(application);
        assertEquals(30_000, sizes.libraries(), 100, "compressed, but chance can't be");
        assertEquals(10_500, sizes.code(), 100);
    }

    @Test
    void theTableAddsUp() {
        ImageName name = ImageName.local(ImageService.ML_APP, "0.1.0");
        String table = ImageSizes.table(List.of(
                new ImageSizes(name, 100_000_000, 110_000_000, 40_000_000, new LayerSizes(20_000_000, 450_000))));
        assertTrue(
                table.lines()
                        .anyMatch(line -> line.matches(
                                "elastic-ml/ml-app:0.1.0 +270\\.5 +100\\.0 +110\\.0 +40\\.0 +20\\.0 +0\\.5")),
                table);
    }

    @Test
    void mavensReasonIsItsInnermostCause() {
        MavenLines lines = new MavenLines(said -> {});
        lines.hear("[ERROR] Failed to execute goal io.quarkus.platform:quarkus-maven-plugin: Failed to build");
        assertTrue(lines.why().startsWith("Failed to execute goal"), lines.why());
        lines.hear("Caused by: java.lang.RuntimeException: Unable to create container image");
        lines.hear("Caused by: java.net.ConnectException: Connection refused");
        assertEquals("Connection refused", lines.why());
    }

    @Test
    void mavensStepsAreNamed() {
        StringBuilder said = new StringBuilder();
        MavenLines lines = new MavenLines(line -> said.append(line.strip()).append(';'));
        lines.hear("[INFO] Building Elastic ML Inference 0.1.0   [1/4]");
        lines.hear("[INFO] Building load-tester 0.1.0            [2/4]");
        lines.hear("[INFO] Building jar: /x/target/load-tester-0.1.0.jar");
        lines.hear("[INFO] [io.quarkus] Starting (local) container image build for jar using jib.");
        assertEquals("packaging load-tester;assembling the image;", said.toString());
    }

    private void write(String name, int bytes) throws IOException {
        byte[] content = new byte[bytes];
        new Random(name.hashCode()).nextBytes(content);
        Path file = application.resolve(name);
        Files.createDirectories(file.getParent());
        Files.write(file, content);
    }
}
