package org.elasticml.mlapp.image;

import java.nio.file.Path;
import java.util.Map;
import org.elasticml.mlapp.image.ImageException.Reason;

/**
 * Decodes JPEG and PNG into RGB as Pillow's {@code convert("RGB")} does: orientation tags and colour profiles are
 * ignored, alpha is dropped, grey is repeated. Limits are checked on the header, before any pixel is decoded.
 */
public final class ImageDecoder {
    /** The design's bound on an image. */
    public static final long MAX_PIXELS = 50_000_000;

    /** The short side after resizing; with it, a very long and thin image would grow beyond bounds. */
    private static final long RESIZED_SHORT_SIDE = 256;

    private static final long MAX_RESIZED_PIXELS = 5_000_000;

    /** What images of the formats we do not read begin with. */
    private static final Map<String, int[]> NOT_READ = Map.of(
            "GIF", new int[] {'G', 'I', 'F', '8'},
            "WebP", new int[] {'R', 'I', 'F', 'F'},
            "BMP", new int[] {'B', 'M'},
            "TIFF", new int[] {'I', 'I', '*', 0},
            "big-endian TIFF", new int[] {'M', 'M', 0, '*'});

    private final JpegDecoder jpeg;

    private ImageDecoder(JpegDecoder jpeg) {
        this.jpeg = jpeg;
    }

    /**
     * Decodes JPEG by libjpeg-turbo if it can be loaded, else by ImageIO.
     *
     * @param cache where the native library is kept once unpacked
     */
    public static ImageDecoder fastest(Path cache) {
        return new ImageDecoder(JpegDecoder.fastest(cache));
    }

    /**
     * Decodes by ImageIO alone.
     *
     * @param reason why
     */
    public static ImageDecoder imageIo(String reason) {
        return new ImageDecoder(JpegDecoder.imageIo(reason));
    }

    /** What decodes JPEG: {@code libjpeg-turbo}, or {@code ImageIO} and why. */
    public String jpeg() {
        return jpeg.name();
    }

    /**
     * @throws ImageException if it is not a whole JPEG or PNG of at most {@link #MAX_PIXELS}
     */
    public RgbImage decode(byte[] file) throws ImageException {
        if (file.length == 0) {
            throw new ImageException(Reason.UNREADABLE, "the image is empty");
        }
        if (startsWith(file, 0xff, 0xd8, 0xff)) {
            return jpeg.decode(file);
        }
        if (startsWith(file, 0x89, 'P', 'N', 'G', '\r', '\n', 0x1a, '\n')) {
            return PngDecoder.decode(file);
        }
        for (Map.Entry<String, int[]> format : NOT_READ.entrySet()) {
            if (startsWith(file, format.getValue())) {
                throw new ImageException(
                        Reason.UNSUPPORTED, "a " + format.getKey() + " image is not read; JPEG and PNG are");
            }
        }
        throw new ImageException(Reason.UNREADABLE, "not an image; JPEG and PNG are read");
    }

    private static boolean startsWith(byte[] file, int... magic) {
        boolean same = file.length >= magic.length;
        for (int i = 0; same && i < magic.length; i++) {
            same = (file[i] & 0xff) == magic[i];
        }
        return same;
    }

    /**
     * Memory outside of the heap is held to the heap's size too: it is what a replica's memory is set by.
     *
     * @param bytesPerPixel what the decoder holds of each while it works
     * @throws ImageException if there are none, or too many for the limit or for half of the heap
     */
    static void checkSize(long width, long height, int bytesPerPixel) throws ImageException {
        if (width < 1 || height < 1) {
            throw new ImageException(Reason.UNREADABLE, "the image has no pixels: " + width + " x " + height);
        }
        if (width > MAX_PIXELS / height) {
            throw new ImageException(
                    Reason.TOO_LARGE,
                    "the image has " + width + " x " + height + " pixels; at most 50 megapixels are accepted");
        }
        long resized = RESIZED_SHORT_SIDE * (RESIZED_SHORT_SIDE * Math.max(width, height) / Math.min(width, height));
        if (resized > MAX_RESIZED_PIXELS) {
            throw new ImageException(
                    Reason.TOO_LARGE,
                    "the image, " + width + " x " + height + ", is too long for its width: resized to a short side of "
                            + RESIZED_SHORT_SIDE + " it would have more than 5 megapixels");
        }
        if (width * height * bytesPerPixel > Runtime.getRuntime().maxMemory() / 2) {
            throw new ImageException(
                    Reason.TOO_LARGE,
                    "the image, " + width + " x " + height + ", does not fit into this replica's memory");
        }
    }
}
