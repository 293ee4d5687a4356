package org.elasticml.mlapp.image;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import org.elasticml.mlapp.image.TestJpeg.Sampling;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class JpegHeaderTest {
    /** Wherever the markers lie in the words of eight bytes that are searched at a time, and up to the file's end. */
    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 3, 4, 5, 6, 7, 8})
    void countsScansWhereverTheyAre(int gap) throws Exception {
        ByteArrayOutputStream jpeg = new ByteArrayOutputStream();
        jpeg.writeBytes(TestJpeg.of(16, 16, Sampling.COLOUR_420, false, 0));
        for (int i = 0; i < 20; i++) {
            jpeg.writeBytes(new byte[gap]);
            jpeg.writeBytes(new byte[] {(byte) 0xff, (byte) 0xda});
            jpeg.writeBytes(new byte[] {(byte) 0xff, 0, (byte) 0xff, (byte) 0xd0, (byte) 0xfe, (byte) 0xda});
            jpeg.writeBytes(new byte[i]);
        }
        jpeg.writeBytes(new byte[] {(byte) 0xff, (byte) 0xff, (byte) 0xda});
        assertEquals(1 + 20 + 1, JpegHeader.of(jpeg.toByteArray()).scans());
    }

    @ParameterizedTest
    @EnumSource
    void readsTheSampling(Sampling sampling) throws IOException, ImageException {
        JpegHeader header = JpegHeader.of(TestJpeg.of(17, 33, sampling, false, 0));
        String expected =
                switch (sampling) {
                    case GREY, COLOUR_444 -> "1 x 1";
                    case COLOUR_422 -> "2 x 1";
                    case COLOUR_420 -> "2 x 2";
                };
        assertEquals(expected, header.horizontalSampling() + " x " + header.verticalSampling());
    }

    @Test
    void countsManyScansOfAProgressiveOne() throws Exception {
        assertEquals(
                10,
                JpegHeader.of(TestJpeg.of(17, 33, Sampling.COLOUR_420, true, 0)).scans());
    }
}
