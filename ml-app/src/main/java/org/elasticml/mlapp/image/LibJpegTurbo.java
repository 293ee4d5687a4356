package org.elasticml.mlapp.image;

import com.sun.jna.Memory;
import com.sun.jna.Pointer;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.Optional;

/**
 * JPEG by libjpeg-turbo (accurate integer DCT and smooth upsampling, as in Pillow), straight into memory outside of the
 * heap. It is reached through libtiff, see {@link Libtiff}: the file is presented as the one strip of a TIFF. Libtiff
 * copes with libjpeg's fatal errors, which leave it by a jump that Java has no means to catch, and reports its warnings.
 */
final class LibJpegTurbo {
    private static final int BITS_AT = 210;
    private static final int STRIP_AT = Libtiff.HEADER_BYTES;

    private static final int SHORT = 3;
    private static final int LONG = 4;
    private static final int JPEG = 7;
    private static final int GREY = 1;
    private static final int LUMINANCE_AND_COLOURS = 6;

    private final Libtiff libtiff;

    private LibJpegTurbo(Libtiff libtiff) {
        this.libtiff = libtiff;
    }

    /**
     * @param cache where the library is kept once unpacked
     * @throws IOException if there is none for this machine, or it can't be unpacked
     * @throws LinkageError if it can't be loaded
     */
    static LibJpegTurbo load(Path cache) throws IOException {
        return new LibJpegTurbo(Libtiff.load(cache));
    }

    /**
     * @return nothing if it is a variety that is not read here (CMYK, RGB, 12 bits, lossless, odd subsampling), or if
     *     there was any error or warning
     */
    Optional<RgbImage> decode(byte[] file, JpegHeader header) {
        boolean grey = header.components() == 1;
        if (!grey && !(header.components() == 3 && header.luminance())) {
            return Optional.empty();
        }
        long pixels = (long) header.width() * header.height();
        long samples = pixels * header.components();
        Memory rgb = new Memory(3 * pixels);
        // Grey is decoded into the last third, so that it can be repeated in place, from the front.
        if (!read(file, header, rgb.share(3 * pixels - samples), samples)) {
            rgb.close();
            return Optional.empty();
        }
        ByteBuffer bytes = rgb.getByteBuffer(0, 3 * pixels);
        if (grey) {
            repeat(bytes, (int) pixels);
        }
        return Optional.of(new RgbImage(header.width(), header.height(), bytes, rgb::close));
    }

    private boolean read(byte[] file, JpegHeader header, Pointer pixels, long samples) {
        try (Memory tiff = new Memory(STRIP_AT + (long) file.length)) {
            tiff.write(0, header(header, file.length), 0, STRIP_AT);
            tiff.write(STRIP_AT, file, 0, file.length);
            return libtiff.readStrip(tiff, pixels, samples);
        }
    }

    /** The header and directory of a TIFF (Adobe's TIFF 6.0, sections 2 and 8, and its technical note 2 on JPEG). */
    private static byte[] header(JpegHeader jpeg, int length) {
        boolean grey = jpeg.components() == 1;
        ByteBuffer tiff = ByteBuffer.allocate(STRIP_AT).order(ByteOrder.LITTLE_ENDIAN);
        tiff.put((byte) 'I').put((byte) 'I').putShort((short) 42).putInt(8);
        tiff.putShort((short) (grey ? 9 : 10));
        entry(tiff, 256, LONG, 1, jpeg.width());
        entry(tiff, 257, LONG, 1, jpeg.height());
        entry(tiff, 258, SHORT, jpeg.components(), grey ? 8 : BITS_AT);
        entry(tiff, 259, SHORT, 1, JPEG);
        entry(tiff, 262, SHORT, 1, grey ? GREY : LUMINANCE_AND_COLOURS);
        entry(tiff, 273, LONG, 1, STRIP_AT);
        entry(tiff, 277, SHORT, 1, jpeg.components());
        entry(tiff, 278, LONG, 1, jpeg.height());
        entry(tiff, 279, LONG, 1, length);
        if (!grey) {
            entry(tiff, 530, SHORT, 2, jpeg.horizontalSampling() | jpeg.verticalSampling() << 16);
            tiff.putShort(BITS_AT, (short) 8).putShort(BITS_AT + 2, (short) 8).putShort(BITS_AT + 4, (short) 8);
        }
        tiff.putLong(Libtiff.SIZE_AT, STRIP_AT + (long) length);
        return tiff.array();
    }

    private static void entry(ByteBuffer directory, int tag, int type, int count, int value) {
        directory.putShort((short) tag).putShort((short) type).putInt(count).putInt(value);
    }

    private static void repeat(ByteBuffer rgb, int pixels) {
        for (int i = 0, from = 2 * pixels, to = 0; i < pixels; i++, from++) {
            byte grey = rgb.get(from);
            rgb.put(to++, grey);
            rgb.put(to++, grey);
            rgb.put(to++, grey);
        }
    }
}
