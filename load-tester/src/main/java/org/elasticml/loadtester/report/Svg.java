package org.elasticml.loadtester.report;

import java.util.Locale;

/** A drawing within HTML: coordinates with one decimal, text escaped. Colours are classes of {@code report.css}. */
public final class Svg {
    private final StringBuilder svg = new StringBuilder();

    /**
     * @param description what it shows, for those who do not see it
     */
    public Svg(int widthPx, int heightPx, String description) {
        svg.append(String.format(
                Locale.ROOT,
                "<svg viewBox=\"0 0 %d %d\" role=\"img\" aria-label=\"%s\">\n",
                widthPx,
                heightPx,
                Html.escaped(description)));
    }

    public Svg line(String css, double x1, double y1, double x2, double y2) {
        svg.append("<line class=\"").append(css).append('"');
        attribute("x1", x1);
        attribute("y1", y1);
        attribute("x2", x2);
        attribute("y2", y2);
        svg.append("/>\n");
        return this;
    }

    /**
     * @param anchor start, middle or end
     */
    public Svg text(String css, String anchor, double x, double y, String text) {
        svg.append("<text class=\"")
                .append(css)
                .append("\" text-anchor=\"")
                .append(anchor)
                .append('"');
        attribute("x", x);
        attribute("y", y);
        svg.append('>').append(Html.escaped(text)).append("</text>\n");
        return this;
    }

    /**
     * @param title shown when the pointer is over it
     */
    public Svg rect(String css, double x, double y, double width, double height, String title) {
        svg.append("<rect class=\"").append(css).append('"');
        attribute("x", x);
        attribute("y", y);
        attribute("width", width);
        attribute("height", height);
        svg.append("><title>").append(Html.escaped(title)).append("</title></rect>\n");
        return this;
    }

    public Svg path(String css, String data) {
        svg.append("<path class=\"").append(css).append("\" d=\"").append(data).append("\"/>\n");
        return this;
    }

    private void attribute(String name, double px) {
        svg.append(' ').append(name).append("=\"");
        appendPx(svg, px);
        svg.append('"');
    }

    public static void appendPx(StringBuilder text, double px) {
        long tenths = Math.round(px * 10);
        if (tenths < 0) {
            text.append('-');
        }
        text.append(Math.abs(tenths) / 10);
        if (tenths % 10 != 0) {
            text.append('.').append(Math.abs(tenths) % 10);
        }
    }

    public String end() {
        return svg.append("</svg>\n").toString();
    }
}
