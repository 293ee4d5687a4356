package org.elasticml.mlapp.image;

import java.awt.image.BufferedImage;
import java.awt.image.DataBufferByte;
import java.awt.image.IndexColorModel;
import java.awt.image.PixelInterleavedSampleModel;
import java.awt.image.Raster;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import javax.imageio.stream.MemoryCacheImageInputStream;
import org.elasticml.mlapp.image.ImageException.Reason;

/** PNG by the JDK's reader: grey, colour and palette, with or without alpha, of 1 to 16 bits. */
final class PngDecoder {
    /** The signature, then the first chunk's length and type, then its content: width, height, depth, colour type. */
    private static final int WIDTH_AT = 16;

    private static final int HEADER_BYTES = 29;
    private static final int[] RED_GREEN_BLUE = {0, 1, 2};

    private PngDecoder() {}

    static RgbImage decode(byte[] file) throws ImageException {
        if (file.length < HEADER_BYTES || file[12] != 'I' || file[13] != 'H' || file[14] != 'D' || file[15] != 'R') {
            throw new ImageException(Reason.UNREADABLE, "the PNG is cut off or damaged before its first pixel");
        }
        ByteBuffer header = ByteBuffer.wrap(file);
        long width = header.getInt(WIDTH_AT) & 0xffff_ffffL;
        long height = header.getInt(WIDTH_AT + 4) & 0xffff_ffffL;
        int bytesPerSample = file[WIDTH_AT + 8] == 16 ? 2 : 1;
        int channels = channels(file[WIDTH_AT + 9]);
        // Colour of 8 bits is used as it is decoded; all else is converted into a second array.
        ImageDecoder.checkSize(width, height, isColour8(channels, bytesPerSample) ? 3 : 3 + bytesPerSample * channels);
        ImageReader reader = ImageIO.getImageReadersByFormatName("png").next();
        try (MemoryCacheImageInputStream in = new MemoryCacheImageInputStream(new ByteArrayInputStream(file))) {
            reader.setInput(in, true, true);
            return rgb(reader.read(0));
        } catch (IOException | RuntimeException e) {
            throw new ImageException(Reason.UNREADABLE, "the PNG is cut off or damaged", e);
        } finally {
            reader.dispose();
        }
    }

    private static boolean isColour8(int channels, int bytesPerSample) {
        return channels == 3 && bytesPerSample == 1;
    }

    private static int channels(byte colourType) {
        return switch (colourType) {
            case 2 -> 3;
            case 4 -> 2;
            case 6 -> 4;
            default -> 1;
        };
    }

    /**
     * From the stored samples, never through a colour model: those of grey images have a gamma of their own. Samples
     * of 16 bits keep their upper 8.
     */
    private static RgbImage rgb(BufferedImage image) {
        Raster raster = image.getRaster();
        int width = image.getWidth();
        int height = image.getHeight();
        int bands = raster.getNumBands();
        int shift = raster.getSampleModel().getSampleSize(0) - 8;
        if (bands == 3
                && raster.getDataBuffer() instanceof DataBufferByte data
                && raster.getSampleModel() instanceof PixelInterleavedSampleModel interleaved
                && Arrays.equals(interleaved.getBandOffsets(), RED_GREEN_BLUE)
                && interleaved.getScanlineStride() == 3 * width) {
            return new RgbImage(width, height, data.getData());
        }
        IndexColorModel palette = image.getColorModel() instanceof IndexColorModel model ? model : null;
        byte[] rgb = new byte[3 * width * height];
        int[] row = new int[width * bands];
        int to = 0;
        for (int y = 0; y < height; y++) {
            raster.getPixels(0, y, width, 1, row);
            for (int at = 0; at < row.length; at += bands) {
                for (int channel = 0; channel < 3; channel++) {
                    rgb[to++] = palette == null
                            ? (byte) (row[bands < 3 ? at : at + channel] >> Math.max(0, shift))
                            : (byte) (palette.getRGB(row[at]) >> 16 - 8 * channel);
                }
            }
        }
        return new RgbImage(width, height, rgb);
    }
}
