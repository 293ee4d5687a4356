package org.elasticml.loadtester.report;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.geom.Line2D;
import java.awt.geom.Rectangle2D;
import java.awt.image.BufferedImage;

/** Draws a picture on white, as wide as the others. */
final class PictureCanvas implements Canvas {
    private static final int DOT = 9;
    private static final int FONT = 13;

    private final BufferedImage image;
    private final Graphics2D graphics;

    PictureCanvas(int width, int height) {
        System.setProperty("java.awt.headless", "true");
        double scale = (double) ChartStyle.WIDTH_PX / width;
        image = new BufferedImage(ChartStyle.WIDTH_PX, (int) Math.ceil(scale * height), BufferedImage.TYPE_INT_RGB);
        graphics = image.createGraphics();
        graphics.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
        graphics.setRenderingHint(RenderingHints.KEY_TEXT_ANTIALIASING, RenderingHints.VALUE_TEXT_ANTIALIAS_ON);
        graphics.setColor(Color.WHITE);
        graphics.fillRect(0, 0, image.getWidth(), image.getHeight());
        graphics.scale(scale, scale);
        graphics.setFont(new Font(Font.SANS_SERIF, Font.PLAIN, FONT));
    }

    @Override
    public void gridLine(double x1, double y1, double x2, double y2) {
        stroke(ChartStyle.GRID, 1, x1, y1, x2, y2);
    }

    @Override
    public void line(Color color, double x1, double y1, double x2, double y2) {
        stroke(color, 2, x1, y1, x2, y2);
    }

    private void stroke(Color color, int width, double x1, double y1, double x2, double y2) {
        graphics.setColor(color);
        graphics.setStroke(new BasicStroke(width));
        graphics.draw(new Line2D.Double(x1, y1, x2, y2));
    }

    @Override
    public void dot(Color color, double x, double y) {
        graphics.setColor(color);
        graphics.fill(new Rectangle2D.Double(x - DOT / 2.0, y - DOT / 2.0, DOT, DOT));
    }

    @Override
    public void text(String anchor, double x, double y, String text) {
        int width = graphics.getFontMetrics().stringWidth(text);
        double left = anchor.equals("end") ? x - width : anchor.equals("middle") ? x - width / 2.0 : x;
        graphics.setColor(Color.BLACK);
        graphics.drawString(text, (float) left, (float) y);
    }

    BufferedImage end() {
        graphics.dispose();
        return image;
    }
}
