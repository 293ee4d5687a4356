package org.elasticml.loadtester.report;

import java.awt.Color;
import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.util.List;

/**
 * Lying bars, a group for each name, with the values written at their ends; several panels share the names. XChart's bars stand,
 * and the names of replicas do not fit under them.
 */
final class BarChart {
    private static final int MAX_ROWS = 24;
    private static final int MARGIN = 24;
    private static final int TOP = 92;
    private static final int BOTTOM = 46;
    private static final int MAX_NAME_PX = 300;
    private static final int VALUE_PX = 150;
    private static final int MAX_BAR_PX = 44;
    private static final int MIN_LABELLED_PX = 15;

    private final Graphics2D graphics;
    private final List<String> names;
    private final int rowPx;

    private BarChart(Graphics2D graphics, List<String> names) {
        this.graphics = graphics;
        this.names = names;
        rowPx = (ChartStyle.HEIGHT_PX - TOP - BOTTOM) / Math.max(1, names.size());
    }

    /** The first {@value #MAX_ROWS} of the names; the title tells if there are more. */
    static BufferedImage draw(String title, List<String> names, List<BarPanel> panels) {
        System.setProperty("java.awt.headless", "true");
        BufferedImage image = new BufferedImage(ChartStyle.WIDTH_PX, ChartStyle.HEIGHT_PX, BufferedImage.TYPE_INT_RGB);
        Graphics2D graphics = image.createGraphics();
        graphics.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
        graphics.setRenderingHint(RenderingHints.KEY_TEXT_ANTIALIASING, RenderingHints.VALUE_TEXT_ANTIALIAS_ON);
        graphics.setColor(Color.WHITE);
        graphics.fillRect(0, 0, image.getWidth(), image.getHeight());
        List<String> shown = names.subList(0, Math.min(MAX_ROWS, names.size()));
        String more = names.size() > MAX_ROWS ? "; the first " + MAX_ROWS + " of " + names.size() : "";
        new BarChart(graphics, shown).draw(title + more, panels);
        graphics.dispose();
        return image;
    }

    private void draw(String title, List<BarPanel> panels) {
        graphics.setFont(new Font(Font.SANS_SERIF, Font.BOLD, 18));
        centred(title, ChartStyle.WIDTH_PX / 2, 36);
        graphics.setFont(new Font(Font.SANS_SERIF, Font.PLAIN, 15));
        int namePx = names.stream().mapToInt(this::width).max().orElse(0);
        int left = MARGIN + Math.min(MAX_NAME_PX, namePx) + 12;
        for (int row = 0; row < names.size(); row++) {
            String name = shortened(names.get(row));
            text(name, left - 12 - width(name), TOP + row * rowPx + rowPx / 2 + 5, Color.BLACK);
        }
        int panelPx = (ChartStyle.WIDTH_PX - MARGIN - left) / panels.size();
        for (int i = 0; i < panels.size() && !names.isEmpty(); i++) {
            panel(panels.get(i), left + i * panelPx, panelPx);
        }
    }

    private void panel(BarPanel panel, int left, int widthPx) {
        legend(panel, left);
        int barsPx = widthPx - VALUE_PX;
        double scale = panel.highest() > 0 ? barsPx / panel.highest() : 0;
        int barPx = Math.min(MAX_BAR_PX, (int) (0.8 * rowPx) / panel.series().size());
        for (int row = 0; row < names.size(); row++) {
            int y = TOP + row * rowPx + (rowPx - barPx * panel.series().size()) / 2;
            for (BarPanel.Series series : panel.series()) {
                boolean last = series == panel.series().get(panel.series().size() - 1);
                bar(series, row, left, y, barPx, scale, last || barPx >= MIN_LABELLED_PX);
                y += barPx;
            }
        }
        graphics.setColor(ChartStyle.GREY);
        graphics.drawLine(left, TOP, left, ChartStyle.HEIGHT_PX - BOTTOM);
        text(panel.title(), left, ChartStyle.HEIGHT_PX - BOTTOM + 24, Color.DARK_GRAY);
    }

    /** Where bars are too thin for a label each, only the last of a group has one. */
    private void bar(BarPanel.Series series, int row, int left, int y, int heightPx, double scale, boolean labelled) {
        double value = series.values()[row];
        if (Double.isFinite(value)) {
            int lengthPx = Math.max(1, (int) Math.round(value * scale));
            graphics.setColor(series.color());
            graphics.fillRect(left, y, lengthPx, Math.max(1, heightPx - 2));
            if (labelled) {
                text(series.label().apply(row), left + lengthPx + 6, y + heightPx / 2 + 5, Color.BLACK);
            }
        }
    }

    /** Of several series what their colours mean. */
    private void legend(BarPanel panel, int left) {
        int x = left;
        for (BarPanel.Series series : panel.series().size() > 1 ? panel.series() : List.<BarPanel.Series>of()) {
            graphics.setColor(series.color());
            graphics.fillRect(x, TOP - 32, 14, 14);
            text(series.name(), x + 20, TOP - 20, Color.BLACK);
            x += 20 + width(series.name()) + 24;
        }
    }

    /** Its end, since that is where names of replicas differ. */
    private String shortened(String name) {
        String text = name;
        while (width(text) > MAX_NAME_PX) {
            text = "…" + text.substring(2);
        }
        return text;
    }

    private int width(String text) {
        return graphics.getFontMetrics().stringWidth(text);
    }

    private void centred(String text, int x, int y) {
        text(text, x - width(text) / 2, y, Color.BLACK);
    }

    private void text(String text, int x, int y, Color color) {
        graphics.setColor(color);
        graphics.drawString(text, x, y);
    }
}
