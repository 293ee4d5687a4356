package org.elasticml.mlapp.image;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Random;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageTypeSpecifier;
import javax.imageio.ImageWriteParam;
import javax.imageio.ImageWriter;
import javax.imageio.metadata.IIOMetadata;
import javax.imageio.metadata.IIOMetadataNode;
import javax.imageio.stream.ImageOutputStream;

/** Writes JPEGs of any size and of the usual kinds. */
final class TestJpeg {
    private static final String FORMAT = "javax_imageio_jpeg_image_1.0";

    /** How luminance is sampled where colours are sampled once. */
    enum Sampling {
        GREY(1, 1),
        COLOUR_444(1, 1),
        COLOUR_422(2, 1),
        COLOUR_420(2, 2);

        private final int horizontal;
        private final int vertical;

        Sampling(int horizontal, int vertical) {
            this.horizontal = horizontal;
            this.vertical = vertical;
        }
    }

    private TestJpeg() {}

    /**
     * A gradient with noise.
     *
     * @param restartInterval blocks between restart markers; 0 for none
     */
    static byte[] of(int width, int height, Sampling sampling, boolean progressive, int restartInterval)
            throws IOException {
        BufferedImage image = new BufferedImage(
                width, height, sampling == Sampling.GREY ? BufferedImage.TYPE_BYTE_GRAY : BufferedImage.TYPE_3BYTE_BGR);
        Random random = new Random(width + 1000L * height);
        int bands = image.getRaster().getNumBands();
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < width; x++) {
                for (int band = 0; band < bands; band++) {
                    int gradient = 5 * x * (band + 1) + 3 * y;
                    image.getRaster().setSample(x, y, band, (gradient + random.nextInt(60)) % 256);
                }
            }
        }
        return write(image, sampling, progressive, restartInterval);
    }

    /** @param rgb of all pixels, red in the third byte from below */
    static byte[] ofColour(int width, int height, int rgb) throws IOException {
        BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_3BYTE_BGR);
        for (int i = 0; i < width * height; i++) {
            image.setRGB(i % width, i / width, rgb);
        }
        return write(image, Sampling.COLOUR_420, false, 0);
    }

    private static byte[] write(BufferedImage image, Sampling sampling, boolean progressive, int restartInterval)
            throws IOException {
        ImageWriter writer = ImageIO.getImageWritersByFormatName("jpeg").next();
        ImageWriteParam param = writer.getDefaultWriteParam();
        if (progressive) {
            param.setProgressiveMode(ImageWriteParam.MODE_DEFAULT);
        }
        IIOMetadata metadata = writer.getDefaultImageMetadata(ImageTypeSpecifier.createFromRenderedImage(image), param);
        IIOMetadataNode root = (IIOMetadataNode) metadata.getAsTree(FORMAT);
        IIOMetadataNode frame =
                (IIOMetadataNode) root.getElementsByTagName("sof").item(0);
        IIOMetadataNode luminance = (IIOMetadataNode) frame.getFirstChild();
        luminance.setAttribute("HsamplingFactor", Integer.toString(sampling.horizontal));
        luminance.setAttribute("VsamplingFactor", Integer.toString(sampling.vertical));
        if (restartInterval > 0) {
            IIOMetadataNode restarts = new IIOMetadataNode("dri");
            restarts.setAttribute("interval", Integer.toString(restartInterval));
            frame.getParentNode().insertBefore(restarts, frame);
        }
        metadata.setFromTree(FORMAT, root);
        ByteArrayOutputStream jpeg = new ByteArrayOutputStream();
        try (ImageOutputStream out = ImageIO.createImageOutputStream(jpeg)) {
            writer.setOutput(out);
            writer.write(null, new IIOImage(image, null, metadata), param);
        } finally {
            writer.dispose();
        }
        return jpeg.toByteArray();
    }
}
