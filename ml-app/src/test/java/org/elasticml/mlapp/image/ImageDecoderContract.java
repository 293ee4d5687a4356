package org.elasticml.mlapp.image;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.Stream;
import org.elasticml.mlapp.image.ImageException.Reason;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What every decoder does: Pillow's pixels for every kind of image ({@code images/make_images.py} made them), and the same
 * refusals.
 */
abstract class ImageDecoderContract {
    static final Path IMAGES = Path.of("src/test/resources/images");
    private static final int WIDTH = 40;
    private static final int HEIGHT = 24;

    abstract ImageDecoder decoder();

    static Stream<String> names() throws IOException {
        try (Stream<Path> files = Files.list(IMAGES)) {
            return files
                    .map(file -> file.getFileName().toString())
                    .filter(name -> name.endsWith(".jpg") || name.endsWith(".png"))
                    .sorted()
                    .toList()
                    .stream();
        }
    }

    @Test
    void allKindsAreThere() throws IOException {
        assertEquals(18, names().count());
    }

    @ParameterizedTest
    @MethodSource("names")
    void givesPillowsPixels(String name) throws Exception {
        try (RgbImage image = decoder().decode(Files.readAllBytes(IMAGES.resolve(name)))) {
            assertEquals(WIDTH, image.width());
            assertEquals(HEIGHT, image.height());
            ByteBuffer expected = ByteBuffer.wrap(pixels(IMAGES.resolve(name + ".ppm")));
            // JPEG decoders may round differently; PNG leaves no room.
            int tolerance = name.endsWith(".png") ? 0 : 2;
            int difference = Pixels.largestDifference(expected, image.rgb());
            assertTrue(difference <= tolerance, name + ": off by " + difference);
        }
    }

    private static byte[] pixels(Path ppm) throws IOException {
        byte[] file = Files.readAllBytes(ppm);
        return Arrays.copyOfRange(file, file.length - 3 * WIDTH * HEIGHT, file.length);
    }

    @ParameterizedTest
    @MethodSource("names")
    void refusesWhatIsCutOff(String name) throws Exception {
        byte[] file = Files.readAllBytes(IMAGES.resolve(name));
        for (int length : new int[] {4, 20, file.length / 4, file.length / 2, file.length * 3 / 4}) {
            ImageException e = assertThrows(
                    ImageException.class, () -> decoder().decode(Arrays.copyOf(file, length)), "at " + length);
            assertEquals(Reason.UNREADABLE, e.reason(), e.getMessage());
        }
    }

    /** Whatever is wrong with the bytes, the answer is pixels or a refusal, never another exception. */
    @ParameterizedTest
    @MethodSource("names")
    void survivesAnyDamage(String name) throws Exception {
        byte[] file = Files.readAllBytes(IMAGES.resolve(name));
        java.util.Random random = new java.util.Random(7);
        for (int i = 0; i < 200; i++) {
            byte[] damaged = file.clone();
            for (int j = 0; j < 4; j++) {
                damaged[random.nextInt(damaged.length)] = (byte) random.nextInt();
            }
            try (RgbImage image = decoder().decode(damaged)) {
                assertEquals(3 * image.width() * image.height(), image.rgb().remaining());
            } catch (ImageException e) {
                assertTrue(e.getMessage().length() > 10);
            }
        }
    }

    @ParameterizedTest
    @CsvSource({
        "GIF89a........, UNSUPPORTED",
        "BM............, UNSUPPORTED",
        "RIFF....WEBP, UNSUPPORTED",
        "hello there, UNREADABLE",
        "'', UNREADABLE"
    })
    void saysWhatItIsNot(String content, Reason reason) {
        ImageException e =
                assertThrows(ImageException.class, () -> decoder().decode(content.getBytes(StandardCharsets.US_ASCII)));
        assertEquals(reason, e.reason());
    }

    @Test
    void refusesABombByItsHeader() {
        ImageException e = assertThrows(ImageException.class, () -> decoder().decode(GreyPng.of(30_000, 30_000)));
        assertEquals(Reason.TOO_LARGE, e.reason());
        assertEquals("the image has 30000 x 30000 pixels; at most 50 megapixels are accepted", e.getMessage());
    }

    /** A progressive image whose last scan is there again and again: small to send, endless to decode. */
    @Test
    void refusesAJpegThatGoesThroughItsPixelsTooOften() throws Exception {
        byte[] file = Files.readAllBytes(IMAGES.resolve("progressive.jpg"));
        int lastScan = 0;
        for (int i = 0; i + 1 < file.length; i++) {
            lastScan = (file[i] & 0xff) == 0xff && (file[i + 1] & 0xff) == 0xda ? i : lastScan;
        }
        byte[] scan = Arrays.copyOfRange(file, lastScan, file.length - 2);
        ByteArrayOutputStream bomb = new ByteArrayOutputStream();
        bomb.write(file, 0, lastScan);
        // 40 x 24 pixels: it takes half a million scans to be too many.
        for (int i = 0; i < 600_000; i++) {
            bomb.write(scan, 0, 8);
        }
        ImageException e = assertThrows(ImageException.class, () -> decoder().decode(bomb.toByteArray()));
        assertEquals(Reason.TOO_LARGE, e.reason());
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 70})
    void takesOnePixelAndLongThinImages(int width) throws Exception {
        try (RgbImage image = decoder().decode(GreyPng.of(width, 1))) {
            assertEquals(width, image.width());
        }
    }

    @Test
    void refusesWhatWouldGrowBeyondBoundsWhenResized() {
        ImageException e = assertThrows(ImageException.class, () -> decoder().decode(GreyPng.of(40_000, 1)));
        assertEquals(Reason.TOO_LARGE, e.reason());
    }
}
