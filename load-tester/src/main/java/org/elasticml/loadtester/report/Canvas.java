package org.elasticml.loadtester.report;

import java.awt.Color;

/** What a chart is drawn on, so that it is drawn once for pages and pictures. Distances are those of the SVG. */
interface Canvas {
    /** Thin and pale, to read values off. */
    void gridLine(double x1, double y1, double x2, double y2);

    void line(Color color, double x1, double y1, double x2, double y2);

    void dot(Color color, double x, double y);

    /**
     * @param anchor start, middle or end
     */
    void text(String anchor, double x, double y, String text);
}
