package org.elasticml.loadtester.report;

import java.awt.Color;

/** Draws into a page; colours are those that its style has of the same name. */
final class SvgCanvas implements Canvas {
    private static final int DOT = 9;

    private final Svg svg;

    SvgCanvas(Svg svg) {
        this.svg = svg;
    }

    @Override
    public void gridLine(double x1, double y1, double x2, double y2) {
        svg.line("grid", x1, y1, x2, y2);
    }

    @Override
    public void line(Color color, double x1, double y1, double x2, double y2) {
        svg.line("mark " + ChartStyle.css(color), x1, y1, x2, y2);
    }

    @Override
    public void dot(Color color, double x, double y) {
        svg.rect("fill " + ChartStyle.css(color), x - DOT / 2.0, y - DOT / 2.0, DOT, DOT, "");
    }

    @Override
    public void text(String anchor, double x, double y, String text) {
        svg.text("label", anchor, x, y, text);
    }
}
