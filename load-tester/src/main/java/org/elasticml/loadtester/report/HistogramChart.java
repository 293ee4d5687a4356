package org.elasticml.loadtester.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.elasticml.loadtester.measure.Latency;

/** How latencies are distributed, as SVG: bars over a logarithmic axis, with percentiles and the SLO as upright lines. */
final class HistogramChart {
    private static final int BINS = 70;
    private static final int WIDTH = 860;
    private static final int HEIGHT = 290;
    private static final int LEFT = 56;
    private static final int RIGHT = 820;
    private static final int TOP = 84;
    private static final int BOTTOM = 248;
    private static final int LABEL_PX = 17;

    private record Mark(String name, double millis, String color) {}

    private HistogramChart() {}

    static String svg(Report report) {
        Svg svg = new Svg(WIDTH, HEIGHT, "How latencies of succeeded requests are distributed");
        LogBins bins = LogBins.ofLatencies(report, BINS);
        double[] edges = bins.edges();
        SvgAxis x = SvgAxis.logarithmic(edges[0], edges[BINS], LEFT, RIGHT);
        SvgAxis y = SvgAxis.linear(Math.max(1, bins.highestCount()), 4, BOTTOM, TOP);
        drawGrid(svg, x, y);
        for (int i = 0; i < BINS; i++) {
            if (bins.count(i) > 0) {
                double from = x.px(edges[i]);
                double top = Math.min(BOTTOM - 1, y.px(bins.count(i)));
                svg.rect("bar", from, top, x.px(edges[i + 1]) - from, BOTTOM - top, told(edges, bins, i));
            }
        }
        drawMarks(svg, marks(report), x);
        return svg.end();
    }

    private static String told(double[] edges, LogBins bins, int bin) {
        return String.format(
                Locale.ROOT,
                "%s to %s: %s requests",
                Figures.millis(edges[bin]),
                Figures.millis(edges[bin + 1]),
                Figures.count(bins.count(bin)));
    }

    private static void drawGrid(Svg svg, SvgAxis x, SvgAxis y) {
        SvgAxis.draw(svg, x, y, LEFT, RIGHT, BOTTOM);
        svg.text("unit", "start", 0, TOP - 12, "requests");
        svg.text("unit", "middle", (LEFT + RIGHT) / 2.0, HEIGHT - 4, "latency (ms, logarithmic)");
    }

    private static List<Mark> marks(Report report) {
        List<Mark> marks = new ArrayList<>();
        if (report.summary().latencyMs().isPresent()) {
            Latency latency = report.summary().latencyMs().get();
            marks.add(new Mark("p50", latency.p50(), "green"));
            marks.add(new Mark("p95", latency.p95(), "orange"));
            marks.add(new Mark("p99", latency.p99(), "vermilion"));
        }
        marks.add(new Mark("SLO", report.summary().sloMs(), "rule"));
        return marks;
    }

    /** Each label on a line of its own, so that none lies over another. */
    private static void drawMarks(Svg svg, List<Mark> marks, SvgAxis x) {
        for (int i = 0; i < marks.size(); i++) {
            Mark mark = marks.get(i);
            double at = x.px(mark.millis());
            double height = 12 + i * LABEL_PX;
            boolean before = at > (LEFT + RIGHT) / 2.0;
            svg.line("mark " + mark.color(), at, height - 10, at, BOTTOM);
            svg.text(
                    "label halo",
                    before ? "end" : "start",
                    before ? at - 6 : at + 6,
                    height,
                    mark.name() + " " + Figures.millis(mark.millis()));
        }
    }
}
