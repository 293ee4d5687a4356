package org.elasticml.mlapp.image;

import java.nio.ByteBuffer;

/**
 * Decoded pixels: 8 bits a channel, red, green, blue, row by row from the top left. To be closed after use.
 *
 * @param rgb 3 · width · height bytes; direct if they lie outside of the heap, and then not to be read once closed
 * @param release frees them
 */
public record RgbImage(int width, int height, ByteBuffer rgb, Runnable release) implements AutoCloseable {
    public RgbImage {
        if (width < 1 || height < 1 || rgb.remaining() != 3L * width * height) {
            throw new IllegalArgumentException(
                    rgb.remaining() + " bytes are not " + width + " x " + height + " pixels");
        }
    }

    /** Pixels on the heap. */
    public RgbImage(int width, int height, byte[] rgb) {
        this(width, height, ByteBuffer.wrap(rgb), () -> {});
    }

    /** A view of its own for each caller, which may read it up. */
    @Override
    public ByteBuffer rgb() {
        return rgb.duplicate();
    }

    @Override
    public void close() {
        release.run();
    }
}
