package org.elasticml.mlapp.weights;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Damage and malice; that sound files are read right is {@code GoldenLogitsTest}'s. */
class WeightsFileTest {
    private static final Path GOLDEN = Path.of("src/test/resources/golden");

    @TempDir
    Path folder;

    private WeightsException refused(byte[] content) throws Exception {
        Path file = Files.write(folder.resolve("weights"), content);
        WeightsException e = assertThrows(WeightsException.class, () -> FoldedResNet18.of(WeightsFile.read(file)));
        assertEquals(1, e.getMessage().lines().count());
        return e;
    }

    @ParameterizedTest
    @ValueSource(strings = {"narrow.pth", "narrow-legacy.pth", "narrow.safetensors", "narrow.pt"})
    void refusesAFileThatIsCutOffAnywhere(String name) throws Exception {
        byte[] file = Files.readAllBytes(GOLDEN.resolve(name));
        for (int length : new int[] {0, 1, 7, 9, 100, 1000, file.length / 2, file.length - 1}) {
            refused(Arrays.copyOf(file, length));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"narrow.pth", "narrow.pt"})
    void refusesAnArchiveWithAFlippedBit(String name) throws Exception {
        byte[] file = Files.readAllBytes(GOLDEN.resolve(name));
        file[file.length / 2] ^= 1;
        assertTrue(refused(file).getMessage().contains("checksum"));
    }

    @ParameterizedTest
    @CsvSource({
        "cos\\nsystem\\n(X\\4\\0\\0\\0halttR., os.system",
        "c__builtin__\\neval\\n(X\\1\\0\\0\\0atR., __builtin__.eval",
        "cdatetime\\ndate\\n)R., datetime.date",
        "(ios\\nsystem\\n., os.system",
        "X\\2\\0\\0\\0osX\\6\\0\\0\\0system\\x93., os.system"
    })
    void refusesByNameAPickleThatAsksForMoreThanTensors(String pickle, String name) throws Exception {
        String unescaped = pickle.replace("\\n", "\n")
                .replace("\\0", "\0")
                .replace("\\1", "\1")
                .replace("\\2", "\2")
                .replace("\\4", "\4")
                .replace("\\6", "\6")
                .replace("\\x93", "\u0093");
        byte[] body = ("\u0080\2" + unescaped).getBytes(StandardCharsets.ISO_8859_1);
        assertTrue(refused(body).getMessage().contains("'" + name + "', which is refused"), "legacy");

        Path file = folder.resolve("evil.pth");
        try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(file))) {
            zip.putNextEntry(new ZipEntry("archive/data.pkl"));
            zip.write(body);
            zip.closeEntry();
        }
        WeightsException e = assertThrows(WeightsException.class, () -> WeightsFile.read(file));
        assertTrue(e.getMessage().contains("'" + name + "', which is refused"), "archive");
    }

    @Test
    void refusesSafetensorsWhoseNumbersLieElsewhere() throws Exception {
        String[] headers = {
            "{\"a\":{\"dtype\":\"F32\",\"shape\":[4],\"data_offsets\":[0,16]}}",
            "{\"a\":{\"dtype\":\"F32\",\"shape\":[2],\"data_offsets\":[-8,0]}}",
            "{\"a\":{\"dtype\":\"F32\",\"shape\":[-1],\"data_offsets\":[0,4]}}",
            "{\"a\":{\"dtype\":\"F32\",\"shape\":[9999999999,9999999999],\"data_offsets\":[0,4]}}",
            "{\"a\":{\"dtype\":\"Q4\",\"shape\":[1],\"data_offsets\":[0,4]}}",
            "{\"a\":7}",
            "[1]",
            "not JSON"
        };
        for (String header : headers) {
            byte[] text = header.getBytes(StandardCharsets.US_ASCII);
            ByteBuffer file = ByteBuffer.allocate(8 + text.length + 4).order(ByteOrder.LITTLE_ENDIAN);
            refused(file.putLong(text.length).put(text).array());
        }
    }

    @Test
    void refusesOtherArchitecturesByWhatIsWrong() throws Exception {
        Map<String, WeightTensor> sound =
                WeightsFile.read(GOLDEN.resolve("narrow.pth")).tensors();

        Map<String, WeightTensor> incomplete = new LinkedHashMap<>(sound);
        incomplete.remove("layer3.1.bn2.running_var");
        assertEquals(
                "not a ResNet18: it has no 'layer3.1.bn2.running_var'",
                assertThrows(WeightsException.class, () -> FoldedResNet18.of(new StateDict(incomplete)))
                        .getMessage());

        Map<String, WeightTensor> deeper = new LinkedHashMap<>(sound);
        deeper.put("layer1.2.conv1.weight", sound.get("layer1.1.conv1.weight"));
        assertEquals(
                "not a ResNet18 but a deeper network: it has 'layer1.2.conv1.weight'",
                assertThrows(WeightsException.class, () -> FoldedResNet18.of(new StateDict(deeper)))
                        .getMessage());

        Map<String, WeightTensor> misfit = new LinkedHashMap<>(sound);
        misfit.put("fc.weight", new WeightTensor(new long[] {10, 63}, new float[630]));
        assertEquals(
                "not a ResNet18: 'fc.weight' has the shape [10, 63] where [any, 64] is needed",
                assertThrows(WeightsException.class, () -> FoldedResNet18.of(new StateDict(misfit)))
                        .getMessage());
    }

    @Test
    void refusesWeightsThatAreNotNumbers() throws Exception {
        Map<String, WeightTensor> sound =
                WeightsFile.read(GOLDEN.resolve("narrow.pth")).tensors();
        for (float nonsense : new float[] {Float.NaN, -1}) {
            Map<String, WeightTensor> damaged = new LinkedHashMap<>(sound);
            float[] variance = sound.get("bn1.running_var").values().clone();
            variance[3] = nonsense;
            damaged.put("bn1.running_var", new WeightTensor(new long[] {variance.length}, variance));
            assertThrows(WeightsException.class, () -> FoldedResNet18.of(new StateDict(damaged)), "" + nonsense);
        }
    }

    @Test
    void namesTheFileThatIsMissing() {
        Path file = folder.resolve("none.pth");
        assertEquals(
                "there is no weights file " + file,
                assertThrows(WeightsException.class, () -> WeightsFile.read(file))
                        .getMessage());
        assertThrows(WeightsException.class, () -> WeightsFile.read(folder), "a folder is no file");
    }

    @ParameterizedTest
    @CsvSource({"0x3c00, 1", "0xc000, -2", "0x7bff, 65504", "0x0001, 5.9604645e-8", "0x8000, -0.0", "0x7c00, Infinity"})
    void widensHalfPrecision(String bits, float expected) {
        ByteBuffer half = ByteBuffer.allocate(2).order(ByteOrder.LITTLE_ENDIAN);
        half.putShort(0, (short) (int) Integer.decode(bits));
        assertEquals(expected, ElementType.F16.read(half, 1)[0]);
    }
}
