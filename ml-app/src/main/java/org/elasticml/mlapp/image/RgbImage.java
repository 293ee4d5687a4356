package org.elasticml.mlapp.image;

/**
 * Decoded pixels: 8 bits a channel, red, green, blue, row by row from the top left.
 *
 * @param rgb 3 · width · height bytes
 */
public record RgbImage(int width, int height, byte[] rgb) {
    public RgbImage {
        if (width < 1 || height < 1 || rgb.length != 3L * width * height) {
            throw new IllegalArgumentException(rgb.length + " bytes are not " + width + " x " + height + " pixels");
        }
    }
}
