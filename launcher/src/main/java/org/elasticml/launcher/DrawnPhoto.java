package org.elasticml.launcher;

import java.awt.Color;
import java.awt.GradientPaint;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import javax.imageio.ImageIO;

/** A picture to try services out with. */
final class DrawnPhoto {
    private static final int SIDE = 256;

    private DrawnPhoto() {}

    static byte[] jpeg() {
        BufferedImage image = new BufferedImage(SIDE, SIDE, BufferedImage.TYPE_3BYTE_BGR);
        Graphics2D graphics = image.createGraphics();
        graphics.setPaint(new GradientPaint(0, 0, Color.CYAN, SIDE, SIDE, Color.RED));
        graphics.fillRect(0, 0, SIDE, SIDE);
        graphics.setColor(Color.WHITE);
        graphics.fillOval(SIDE / 4, SIDE / 4, SIDE / 2, SIDE / 2);
        graphics.dispose();
        ByteArrayOutputStream jpeg = new ByteArrayOutputStream();
        try {
            ImageIO.write(image, "jpeg", jpeg);
        } catch (IOException e) {
            throw new UncheckedIOException("writing to memory", e);
        }
        return jpeg.toByteArray();
    }
}
