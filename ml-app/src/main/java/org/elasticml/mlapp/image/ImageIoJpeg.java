package org.elasticml.mlapp.image;

import java.awt.image.BufferedImage;
import java.awt.image.DataBufferByte;
import java.awt.image.Raster;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import javax.imageio.IIOException;
import javax.imageio.ImageIO;
import javax.imageio.ImageReadParam;
import javax.imageio.ImageReader;
import javax.imageio.ImageTypeSpecifier;
import javax.imageio.event.IIOReadWarningListener;
import javax.imageio.stream.MemoryCacheImageInputStream;
import org.elasticml.mlapp.image.ImageException.Reason;

/** JPEG by the JDK's own libjpeg, all varieties that it reads. */
final class ImageIoJpeg {
    private ImageIoJpeg() {}

    static RgbImage decode(byte[] file, JpegHeader header) throws ImageException {
        ImageReader reader = ImageIO.getImageReadersByFormatName("jpeg").next();
        EndOfFile endOfFile = new EndOfFile();
        try (MemoryCacheImageInputStream in =
                new MemoryCacheImageInputStream(new ByteArrayInputStream(header.withoutMetadata(file)))) {
            reader.setInput(in, true, true);
            reader.addIIOReadWarningListener(endOfFile);
            byte[] rgb =
                    switch (header.components()) {
                        case 1 -> repeat(read(reader, BufferedImage.TYPE_BYTE_GRAY));
                        case 3 -> reverse(read(reader, BufferedImage.TYPE_3BYTE_BGR));
                        case 4 -> fromCmyk(reader.readRaster(0, null), header.luminance());
                        default ->
                            throw new ImageException(
                                    Reason.UNSUPPORTED,
                                    "a JPEG with " + header.components() + " components is not read; 1, 3 and 4 are");
                    };
            if (endOfFile.seen) {
                throw new ImageException(Reason.UNREADABLE, "the JPEG is cut off");
            }
            return new RgbImage(header.width(), header.height(), rgb);
        } catch (IIOException e) {
            boolean variety = String.valueOf(e.getMessage()).startsWith("Unsupported");
            throw variety
                    ? new ImageException(Reason.UNSUPPORTED, "this kind of JPEG is not read: " + e.getMessage(), e)
                    : new ImageException(Reason.UNREADABLE, "the JPEG is damaged: " + e.getMessage(), e);
        } catch (IOException | RuntimeException e) {
            throw new ImageException(Reason.UNREADABLE, "the JPEG is damaged", e);
        } finally {
            reader.dispose();
        }
    }

    /** The library goes on after the end of the data with grey pixels and a warning; Pillow refuses, and so do we. */
    private static final class EndOfFile implements IIOReadWarningListener {
        private boolean seen;

        @Override
        public void warningOccurred(ImageReader source, String warning) {
            seen |= warning.contains("Premature end") || warning.contains("EOI");
        }
    }

    private static byte[] read(ImageReader reader, int type) throws IOException {
        ImageReadParam param = reader.getDefaultReadParam();
        param.setDestinationType(ImageTypeSpecifier.createFromBufferedImageType(type));
        return ((DataBufferByte) reader.read(0, param).getRaster().getDataBuffer()).getData();
    }

    private static byte[] repeat(byte[] grey) {
        byte[] rgb = new byte[3 * grey.length];
        for (int i = 0, to = 0; i < grey.length; i++) {
            rgb[to++] = grey[i];
            rgb[to++] = grey[i];
            rgb[to++] = grey[i];
        }
        return rgb;
    }

    /** Blue, green, red to red, green, blue, in place. */
    private static byte[] reverse(byte[] pixels) {
        for (int i = 0; i < pixels.length; i += 3) {
            byte blue = pixels[i];
            pixels[i] = pixels[i + 2];
            pixels[i + 2] = blue;
        }
        return pixels;
    }

    /**
     * As Pillow: files hold CMYK inverted (Adobe's convention), and a colour is what black leaves of it, k − (255 − c)
     * k / 255 of the stored values. With {@code luminance}, the first three are first converted by libjpeg's formula.
     */
    private static byte[] fromCmyk(Raster raster, boolean luminance) {
        byte[] stored = ((DataBufferByte) raster.getDataBuffer()).getData();
        byte[] rgb = new byte[stored.length / 4 * 3];
        int[] cmy = new int[3];
        for (int from = 0, to = 0; from < stored.length; from += 4) {
            for (int i = 0; i < 3; i++) {
                cmy[i] = stored[from + i] & 0xff;
            }
            if (luminance) {
                toCmy(cmy);
            }
            int black = stored[from + 3] & 0xff;
            for (int i = 0; i < 3; i++) {
                rgb[to++] = (byte) (black - divide255((255 - cmy[i]) * black));
            }
        }
        return rgb;
    }

    /** Y, Cb, Cr (ITU-R BT.601, full range) to 255 minus red, green, blue, in libjpeg's fixed point. */
    private static void toCmy(int[] ycc) {
        int y = ycc[0];
        int cb = ycc[1] - 128;
        int cr = ycc[2] - 128;
        int half = 1 << 15;
        ycc[0] = clamp(255 - (y + (91881 * cr + half >> 16)));
        ycc[1] = clamp(255 - (y + (-22554 * cb - 46802 * cr + half >> 16)));
        ycc[2] = clamp(255 - (y + (116130 * cb + half >> 16)));
    }

    private static int clamp(int value) {
        return Math.max(0, Math.min(255, value));
    }

    /** Rounded division of a product of two bytes. */
    private static int divide255(int product) {
        int rounded = product + 128;
        return rounded + (rounded >> 8) >> 8;
    }
}
