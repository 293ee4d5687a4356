package org.elasticml.loadtester.photo;

import io.vertx.core.buffer.Buffer;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Random;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageWriteParam;
import javax.imageio.ImageWriter;
import javax.imageio.stream.ImageOutputStream;
import javax.imageio.stream.MemoryCacheImageOutputStream;

/** Stand-ins for who has no photos: JPEGs of about the detail of a web photo, that show nothing. */
public final class DrawnPhotos {
    private static final float QUALITY = 0.85f;

    private DrawnPhotos() {}

    /** As {@link #draw(int, int, int, long)}, in the usual size. */
    public static List<Photo> draw(int count, long seed) throws IOException {
        return draw(count, ImageSize.USUAL.width(), ImageSize.USUAL.height(), seed);
    }

    /**
     * The same seed draws the same photos.
     *
     * @param width in pixels, within the limits of {@link ImageSize}, as {@code height}
     * @throws IllegalArgumentException if they are not; the message says what is accepted
     * @throws IOException if this Java cannot write JPEG
     */
    public static List<Photo> draw(int count, int width, int height, long seed) throws IOException {
        Drawing drawing = new Drawing(new ImageSize(width, height), new Random(seed));
        List<Photo> photos = new ArrayList<>();
        for (int i = 1; i <= count; i++) {
            Buffer body = Buffer.buffer(jpeg(drawing.draw()));
            photos.add(
                    new Photo(String.format(Locale.ROOT, "drawn_%02d.jpg", i), "image/jpeg", body, Optional.empty()));
        }
        return photos;
    }

    private static byte[] jpeg(BufferedImage image) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        ImageWriter writer = ImageIO.getImageWritersByFormatName("jpeg").next();
        // ImageIO's own choice of stream keeps a copy on disk, where a container may have none.
        try (ImageOutputStream out = new MemoryCacheImageOutputStream(bytes)) {
            ImageWriteParam parameters = writer.getDefaultWriteParam();
            parameters.setCompressionMode(ImageWriteParam.MODE_EXPLICIT);
            parameters.setCompressionQuality(QUALITY);
            writer.setOutput(out);
            writer.write(null, new IIOImage(image, null, null), parameters);
        } finally {
            writer.dispose();
        }
        return bytes.toByteArray();
    }
}
