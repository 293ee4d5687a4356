package org.elasticml.loadtester.photo;

import io.vertx.core.buffer.Buffer;
import java.awt.Color;
import java.awt.GradientPaint;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.geom.Ellipse2D;
import java.awt.geom.Rectangle2D;
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

/** Stand-ins for who has no photos: JPEGs of about the size and detail of a web photo, that show nothing. */
public final class DrawnPhotos {
    private static final int WIDTH = 500;
    private static final int HEIGHT = 375;
    private static final int SHAPES = 40;
    private static final int NOISE_LEVELS = 24;
    private static final float QUALITY = 0.85f;

    private DrawnPhotos() {}

    /**
     * The same seed draws the same photos.
     *
     * @throws IOException if this Java cannot write JPEG
     */
    public static List<Photo> draw(int count, long seed) throws IOException {
        Random random = new Random(seed);
        List<Photo> photos = new ArrayList<>();
        for (int i = 1; i <= count; i++) {
            Buffer body = Buffer.buffer(jpeg(picture(random)));
            photos.add(
                    new Photo(String.format(Locale.ROOT, "drawn_%02d.jpg", i), "image/jpeg", body, Optional.empty()));
        }
        return photos;
    }

    private static BufferedImage picture(Random random) {
        BufferedImage image = new BufferedImage(WIDTH, HEIGHT, BufferedImage.TYPE_INT_RGB);
        Graphics2D graphics = image.createGraphics();
        graphics.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
        graphics.setPaint(gradient(random));
        graphics.fillRect(0, 0, WIDTH, HEIGHT);
        for (int i = 0; i < SHAPES; i++) {
            addShape(graphics, random);
        }
        graphics.dispose();
        addNoise(image, random);
        return image;
    }

    private static void addShape(Graphics2D graphics, Random random) {
        double x = random.nextDouble() * WIDTH;
        double y = random.nextDouble() * HEIGHT;
        double width = 20 + random.nextDouble() * WIDTH / 3;
        double height = 20 + random.nextDouble() * HEIGHT / 3;
        graphics.setPaint(gradient(random));
        graphics.fill(
                random.nextBoolean()
                        ? new Ellipse2D.Double(x - width / 2, y - height / 2, width, height)
                        : new Rectangle2D.Double(x - width / 2, y - height / 2, width, height));
    }

    private static GradientPaint gradient(Random random) {
        return new GradientPaint(
                0, random.nextInt(HEIGHT), color(random), WIDTH, random.nextInt(HEIGHT), color(random));
    }

    private static Color color(Random random) {
        return new Color(random.nextInt(1 << 24));
    }

    /** Smooth pictures compress to a tenth of a photo; a sensor's grain brings them to its size. */
    private static void addNoise(BufferedImage image, Random random) {
        for (int y = 0; y < HEIGHT; y++) {
            for (int x = 0; x < WIDTH; x++) {
                int grain = random.nextInt(NOISE_LEVELS) - NOISE_LEVELS / 2;
                Color color = new Color(image.getRGB(x, y));
                image.setRGB(
                        x,
                        y,
                        level(color.getRed() + grain) << 16
                                | level(color.getGreen() + grain) << 8
                                | level(color.getBlue() + grain));
            }
        }
    }

    private static int level(int value) {
        return Math.max(0, Math.min(255, value));
    }

    private static byte[] jpeg(BufferedImage image) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        ImageWriter writer = ImageIO.getImageWritersByFormatName("jpeg").next();
        try (ImageOutputStream out = ImageIO.createImageOutputStream(bytes)) {
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
