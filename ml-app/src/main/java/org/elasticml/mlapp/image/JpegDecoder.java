package org.elasticml.mlapp.image;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import org.elasticml.mlapp.image.ImageException.Reason;

/**
 * JPEG by libjpeg-turbo where it can be had, by ImageIO otherwise. ImageIO also decodes what the former does not read,
 * and has the last word on what the former finds fault with, so that the same files are refused for the same reasons
 * everywhere.
 */
final class JpegDecoder {
    /** ImageIO holds these while decoding, by components: grey is repeated and CMYK converted into a second array. */
    private static final int[] BYTES_PER_PIXEL = {3, 4, 3, 3, 7};

    private static final long MAX_SCANNED_PIXELS = 500_000_000;
    private static final long MAX_PROGRESSIVE_PIXELS = 25_000_000;

    private final Optional<LibJpegTurbo> turbo;
    private final String name;

    private JpegDecoder(Optional<LibJpegTurbo> turbo, String name) {
        this.turbo = turbo;
        this.name = name;
    }

    /** @param cache where the native library is kept once unpacked */
    static JpegDecoder fastest(Path cache) {
        try {
            return new JpegDecoder(Optional.of(LibJpegTurbo.load(cache)), "libjpeg-turbo");
        } catch (IOException | LinkageError e) {
            return imageIo("no libjpeg-turbo: " + String.valueOf(e.getMessage()).replaceAll("\\s+", " "));
        }
    }

    static JpegDecoder imageIo(String reason) {
        return new JpegDecoder(Optional.empty(), "ImageIO: " + reason);
    }

    /** What decodes, and if it is not the fast one, why. */
    String name() {
        return name;
    }

    RgbImage decode(byte[] file) throws ImageException {
        JpegHeader header = JpegHeader.of(file);
        ImageDecoder.checkSize(header.width(), header.height(), BYTES_PER_PIXEL[Math.min(header.components(), 4)]);
        checkWork(header);
        Optional<RgbImage> image = turbo.flatMap(library -> library.decode(file, header));
        return image.isPresent() ? image.get() : ImageIoJpeg.decode(file, header);
    }

    /** A small file can ask for much work by its scans, and for much memory outside of the heap by being progressive. */
    private static void checkWork(JpegHeader header) throws ImageException {
        long pixels = (long) header.width() * header.height();
        if (pixels * header.scans() > MAX_SCANNED_PIXELS) {
            throw new ImageException(
                    Reason.TOO_LARGE,
                    "the JPEG goes through its " + pixels + " pixels " + header.scans() + " times; at most "
                            + MAX_SCANNED_PIXELS + " in all are accepted");
        }
        if (header.progressive() && pixels > MAX_PROGRESSIVE_PIXELS) {
            throw new ImageException(
                    Reason.TOO_LARGE,
                    "the JPEG is progressive and has " + pixels + " pixels; at most " + MAX_PROGRESSIVE_PIXELS
                            + " are accepted of such");
        }
    }
}
