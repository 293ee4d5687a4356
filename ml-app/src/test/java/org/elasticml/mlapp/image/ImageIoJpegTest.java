package org.elasticml.mlapp.image;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

/** Everything by ImageIO, as where there is no native library. */
class ImageIoJpegTest extends ImageDecoderContract {
    private static final ImageDecoder DECODER = ImageDecoder.imageIo("a test");

    @Override
    ImageDecoder decoder() {
        return DECODER;
    }

    @Test
    void saysWhy() {
        assertEquals("ImageIO: a test", DECODER.jpeg());
    }
}
