package org.elasticml.mlapp.quantize;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.elasticml.mlapp.model.Calibration;
import org.elasticml.mlapp.model.CpuFlags;
import org.elasticml.mlapp.weights.FoldedResNet18;
import org.elasticml.mlapp.weights.WeightsException;
import org.elasticml.mlapp.weights.WeightsSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** With a narrow network, so that calibrating takes no time. */
class CalibrationsTest {
    private static final Path RESOURCES = Path.of("src/test/resources");
    private static final Path NARROW = RESOURCES.resolve("golden/narrow.safetensors");

    @TempDir
    private Path cache;

    @TempDir
    private Path photos;

    private final List<String> said = new ArrayList<>();
    private FoldedResNet18 weights;
    private Calibrations calibrations;

    @BeforeEach
    void load() throws Exception {
        calibrations = new Calibrations(cache, said::add);
        weights = weights(NARROW.toString());
        Files.createDirectories(photos.resolve("some/where"));
        Files.copy(RESOURCES.resolve("images/colour.jpg"), photos.resolve("a.JPG"));
        Files.copy(RESOURCES.resolve("images/colour.png"), photos.resolve("some/where/b.png"));
        Files.writeString(photos.resolve("broken.jpg"), "no photo");
        Files.writeString(photos.resolve("notes.txt"), "no photo either");
    }

    private FoldedResNet18 weights(String setting) throws WeightsException {
        return FoldedResNet18.of(
                new WeightsSource(cache, line -> {}).find(Optional.of(setting)).state());
    }

    private Calibration calibrate() throws WeightsException {
        return calibrations.of(weights, Optional.of(photos));
    }

    @Test
    void withoutOneInt8SaysWhatToDo() {
        WeightsException e = assertThrows(WeightsException.class, () -> calibrations.of(weights, Optional.empty()));
        assertEquals(
                "int8 needs a calibration of these weights, and there is none: './elastic quantize --images DIR' makes"
                        + " one from photos like those to be served, or set MODEL_CALIBRATION=DIR",
                e.getMessage());
    }

    @Test
    void theBuiltInWeightsHaveTheirs() throws Exception {
        Calibration calibration = calibrations.of(weights("builtin"), Optional.empty());
        assertEquals(20, calibration.limits().size());
    }

    @Test
    void oneIsMadeOfTheFoldersPhotosAndKept() throws Exception {
        Calibration made = calibrate();
        assertEquals(2, made.photos());
        assertEquals(20, made.limits().size());
        assertEquals(made, calibrations.of(weights, Optional.empty()));
        assertEquals(1, said.size());

        assertEquals(made, calibrate());
        assertEquals(1, said.size(), "made a second time: " + said);
    }

    @Test
    void anotherFolderMakesAnother(@TempDir Path other) throws Exception {
        calibrate();
        Files.copy(RESOURCES.resolve("images/grey.jpg"), other.resolve("grey.jpg"));
        Calibration made = calibrations.of(weights, Optional.of(other));
        assertEquals(1, made.photos());
        assertEquals(made, calibrations.of(weights, Optional.empty()));
    }

    @Test
    void otherWeightsNeedTheirOwn() throws Exception {
        calibrate();
        weights.biases().get(3).values()[0] += 0.5f;
        assertThrows(WeightsException.class, () -> calibrations.of(weights, Optional.empty()));
    }

    @Test
    void aDamagedFileIsSaidAndMadeAgain() throws Exception {
        Calibration made = calibrate();
        Files.writeString(kept(), "{\"weights\":");
        said.clear();
        assertEquals(made, calibrate());
        assertTrue(said.get(0).endsWith("is damaged and not used"), said.toString());
        assertEquals(made, calibrations.of(weights, Optional.empty()));
    }

    /** As volumes are mounted in Kubernetes. */
    @Test
    void theFolderMayBeALink() throws Exception {
        Path link = Files.createSymbolicLink(cache.resolve("link"), photos);
        assertEquals(2, calibrations.of(weights, Optional.of(link)).photos());
    }

    @Test
    void oneThatCantBeKeptServesThisOnce() throws Exception {
        Path nowhere = Files.createFile(cache.resolve("file")).resolve("cache");
        Calibration made = new Calibrations(nowhere, said::add).of(weights, Optional.of(photos));
        assertEquals(2, made.photos());
        String last = said.get(said.size() - 1);
        assertTrue(last.startsWith("the calibration can't be kept in " + nowhere), last);
    }

    @Test
    void whoeverServesCanReadWhatWasKept() throws Exception {
        calibrate();
        assertTrue(Files.getPosixFilePermissions(kept()).contains(PosixFilePermission.OTHERS_READ));
    }

    private Path kept() throws IOException {
        try (Stream<Path> files = Files.list(cache)) {
            List<Path> all =
                    files.filter(file -> file.toString().endsWith(".json")).toList();
            assertEquals(1, all.size(), all.toString());
            return all.get(0);
        }
    }

    @Test
    void aFolderWithoutPhotosIsRefused(@TempDir Path empty) {
        WeightsException nothing =
                assertThrows(WeightsException.class, () -> calibrations.of(weights, Optional.of(empty)));
        assertEquals("there is no JPEG or PNG photo to calibrate with in " + empty, nothing.getMessage());
        Path missing = empty.resolve("missing");
        WeightsException nowhere =
                assertThrows(WeightsException.class, () -> calibrations.of(weights, Optional.of(missing)));
        assertEquals(
                "the folder of photos to calibrate with, " + missing + ", is not there, or no folder",
                nowhere.getMessage());
    }

    @Test
    void quantizeSaysWhatItChangesAndKeepsIt() throws Exception {
        ByteArrayOutputStream screen = new ByteArrayOutputStream();
        PrintStream out = new PrintStream(screen, true, StandardCharsets.UTF_8);
        new Quantize(cache, out, false).quantize(photos, Optional.of(NARROW.toString()));
        String text = screen.toString(StandardCharsets.UTF_8);
        assertTrue(text.startsWith("weights: narrow.safetensors\n"), text);
        assertTrue(text.contains("calibrating: 3 of 3 photos\n"), text);
        assertTrue(text.endsWith("kept in " + kept() + "; MODEL_PRECISION=int8 serves it\n"), text);
        assertEquals(2, calibrations.of(weights, Optional.empty()).photos());
        CpuFlags.require("vnni");
        assertTrue(text.contains("int8 names the same class as fp32 on "), text);
        assertTrue(text.contains(" of 2 photos; relative error of the logits: median "), text);
    }
}
