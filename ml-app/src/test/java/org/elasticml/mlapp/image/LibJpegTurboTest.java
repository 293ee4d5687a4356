package org.elasticml.mlapp.image;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.sun.jna.Platform;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.elasticml.mlapp.image.TestJpeg.Sampling;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The native decoder, against ImageIO; skipped where there is none. */
class LibJpegTurboTest extends ImageDecoderContract {
    @TempDir
    static Path cache;

    private static ImageDecoder decoder;
    private static LibJpegTurbo turbo;

    @BeforeAll
    static void load() throws IOException {
        assumeTrue(Platform.RESOURCE_PREFIX.equals("linux-x86-64"), "no native decoder for this machine");
        decoder = ImageDecoder.fastest(cache);
        turbo = LibJpegTurbo.load(cache);
    }

    @Override
    ImageDecoder decoder() {
        return decoder;
    }

    @Test
    void isUsed() {
        assertEquals("libjpeg-turbo", decoder.jpeg());
    }

    @ParameterizedTest
    @EnumSource
    void agreesWithImageIo(Sampling sampling) throws Exception {
        for (int[] size : new int[][] {{1, 1}, {1, 50}, {50, 1}, {17, 33}, {8, 8}, {16, 16}, {250, 131}}) {
            for (boolean progressive : new boolean[] {false, true}) {
                for (int restartInterval : new int[] {0, 1, 3}) {
                    byte[] jpeg = TestJpeg.of(size[0], size[1], sampling, progressive, restartInterval);
                    String what = Arrays.toString(size) + ", progressive " + progressive + ", restarts after "
                            + restartInterval;
                    JpegHeader header = JpegHeader.of(jpeg);
                    RgbImage expected = ImageIoJpeg.decode(jpeg, header);
                    try (RgbImage image = turbo.decode(jpeg, header).orElseThrow(() -> new AssertionError(what))) {
                        assertEquals(size[0], image.width());
                        assertEquals(size[1], image.height());
                        assertTrue(image.rgb().isDirect());
                        assertTrue(Pixels.largestDifference(expected.rgb(), image.rgb()) <= 1, what);
                    }
                }
            }
        }
    }

    @Test
    void givesRedFirst() throws Exception {
        try (RgbImage image = decoder.decode(TestJpeg.ofColour(8, 8, 0xff0000))) {
            ByteBuffer rgb = image.rgb();
            assertEquals(254, rgb.get(0) & 0xff, 1);
            assertEquals(0, rgb.get(1) & 0xff, 1);
            assertEquals(0, rgb.get(2) & 0xff, 1);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"cmyk.jpg", "ycck.jpg"})
    void leavesToImageIo(String name) throws Exception {
        byte[] file = Files.readAllBytes(IMAGES.resolve(name));
        assertTrue(turbo.decode(file, JpegHeader.of(file)).isEmpty());
    }

    /** Cut off in the pixels, libjpeg goes on with grey ones and a warning. */
    @ParameterizedTest
    @ValueSource(strings = {"colour.jpg", "colour-444.jpg", "grey.jpg", "progressive.jpg", "rotated.jpg"})
    void hasNothingToDoWithWhatIsDamaged(String name) throws Exception {
        byte[] file = Files.readAllBytes(IMAGES.resolve(name));
        JpegHeader header = JpegHeader.of(file);
        turbo.decode(file, header)
                .orElseThrow(() -> new AssertionError("whole, it is read"))
                .close();
        int scan = header.firstScan();
        assertTrue(turbo.decode(Arrays.copyOf(file, scan + (file.length - scan) * 3 / 4), header)
                .isEmpty());
    }

    @Test
    void isUnpackedOnce(@TempDir Path folder) throws Exception {
        LibJpegTurbo.load(folder);
        List<Path> first = files(folder);
        assertEquals(1, first.size());
        Path library = first.get(0);
        assertTrue(library.getFileName().toString().matches("libleptonica-[0-9.-]+\\.so"), library.toString());
        Object inode = Files.getAttribute(library, "unix:ino");
        LibJpegTurbo.load(folder);
        assertEquals(first, files(folder));
        assertEquals(inode, Files.getAttribute(library, "unix:ino"));
    }

    @Test
    void whatAnImageHasInPlaceIsUsedAsItIs(@TempDir Path folder) throws Exception {
        Path placed = Files.copy(files(cache).get(0), folder.resolve("libleptonica.so"));
        LibJpegTurbo.load(folder);
        assertEquals(List.of(placed), files(folder));
    }

    @Test
    void missingImageIoServesAndSaysWhy(@TempDir Path folder) throws Exception {
        Path noFolder = Files.createFile(folder.resolve("file")).resolve("native");
        Files.writeString(folder.resolve(files(cache).get(0).getFileName()), "not a library");
        for (Path where : List.of(noFolder, folder)) {
            ImageDecoder fallback = ImageDecoder.fastest(where);
            assertTrue(fallback.jpeg().startsWith("ImageIO: no libjpeg-turbo: "), fallback.jpeg());
            assertFalse(fallback.jpeg().contains("\n"), fallback.jpeg());
            try (RgbImage image = fallback.decode(TestJpeg.ofColour(5, 4, 0x808080))) {
                assertEquals(5, image.width());
            }
        }
    }

    private static List<Path> files(Path folder) throws IOException {
        try (Stream<Path> all = Files.list(folder)) {
            return all.toList();
        }
    }
}
