package org.elasticml.loadtester.photo;

import java.awt.Color;
import java.awt.GradientPaint;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.geom.Ellipse2D;
import java.awt.geom.Rectangle2D;
import java.awt.image.BufferedImage;
import java.awt.image.DataBufferInt;
import java.util.Random;

/** A picture of gradients and grain. */
final class Drawing {
    private static final int SHAPES = 40;
    private static final int NOISE_LEVELS = 24;

    private final int width;
    private final int height;
    private final Random random;

    Drawing(ImageSize size, Random random) {
        this.width = size.width();
        this.height = size.height();
        this.random = random;
    }

    BufferedImage draw() {
        BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
        Graphics2D graphics = image.createGraphics();
        graphics.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
        graphics.setPaint(gradient());
        graphics.fillRect(0, 0, width, height);
        for (int i = 0; i < SHAPES; i++) {
            addShape(graphics);
        }
        graphics.dispose();
        addNoise(((DataBufferInt) image.getRaster().getDataBuffer()).getData());
        return image;
    }

    private void addShape(Graphics2D graphics) {
        double x = random.nextDouble() * width;
        double y = random.nextDouble() * height;
        double shapeWidth = 20 + random.nextDouble() * width / 3;
        double shapeHeight = 20 + random.nextDouble() * height / 3;
        graphics.setPaint(gradient());
        double left = x - shapeWidth / 2;
        double top = y - shapeHeight / 2;
        graphics.fill(
                random.nextBoolean()
                        ? new Ellipse2D.Double(left, top, shapeWidth, shapeHeight)
                        : new Rectangle2D.Double(left, top, shapeWidth, shapeHeight));
    }

    private GradientPaint gradient() {
        return new GradientPaint(0, random.nextInt(height), color(), width, random.nextInt(height), color());
    }

    private Color color() {
        return new Color(random.nextInt(1 << 24));
    }

    /** Smooth pictures compress to a tenth of a photo; a sensor's grain brings them to its size. */
    private void addNoise(int[] pixels) {
        for (int i = 0; i < pixels.length; i++) {
            int grain = random.nextInt(NOISE_LEVELS) - NOISE_LEVELS / 2;
            int pixel = pixels[i];
            pixels[i] = level((pixel >> 16 & 0xFF) + grain) << 16
                    | level((pixel >> 8 & 0xFF) + grain) << 8
                    | level((pixel & 0xFF) + grain);
        }
    }

    private static int level(int value) {
        return Math.max(0, Math.min(255, value));
    }
}
