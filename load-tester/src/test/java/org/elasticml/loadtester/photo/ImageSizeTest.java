package org.elasticml.loadtester.photo;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Locale;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ImageSizeTest {
    @ParameterizedTest
    @ValueSource(strings = {"500x375", "8x8", "10000x1600", "4000X4000"})
    void reads(String text) {
        assertEquals(text.toLowerCase(Locale.ROOT), ImageSize.parse(text).toString());
    }

    @ParameterizedTest
    @CsvSource({
        "'', is not an image size",
        "500, is not an image size",
        "500x, is not an image size",
        "500 x 375, is not an image size",
        "-5x375, is not an image size",
        "1.5x3, is not an image size",
        "99999999999x8, is not an image size",
        "7x375, each side is from 8 to 10000",
        "8x10001, each side is from 8 to 10000",
        "4001x4000, at most 16 megapixels",
        "10000x10000, at most 16 megapixels"
    })
    void refusesWhatCannotBe(String text, String why) {
        IllegalArgumentException e = assertThrows(IllegalArgumentException.class, () -> ImageSize.parse(text));
        assertTrue(e.getMessage().contains(why), e::getMessage);
    }

    @Test
    void photosAreDrawnInIt() throws IOException {
        var image = ImageIO.read(new ByteArrayInputStream(
                DrawnPhotos.draw(1, 33, 8, 1).get(0).body().getBytes()));
        assertEquals(33, image.getWidth());
        assertEquals(8, image.getHeight());
    }
}
