package org.elasticml.loadtester.report;

import java.awt.Color;
import java.awt.image.BufferedImage;
import java.util.List;
import java.util.stream.DoubleStream;
import org.elasticml.loadtester.measure.compare.Difference;
import org.elasticml.loadtester.measure.compare.Difference.Range;
import org.elasticml.loadtester.measure.compare.Differences;

/** A forest plot: each difference from the baseline as a dot on its interval, around an upright line at none. */
final class IntervalChart {
    private static final int WIDTH = 860;
    private static final int LEFT = 104;
    private static final int RIGHT = 464;
    private static final int TOP = 34;
    private static final int ROW = 24;
    private static final int NAME = 30;
    private static final int BOTTOM = 52;
    private static final int LABELS = 6;
    private static final int MAX_NAME = 60;

    /** Few rounds make intervals so wide that nothing else is seen: what is farther out than this ends at the edge. */
    private static final double LEAST_LIMIT_PERCENT = 100;

    private static final double LIMIT_OF_LARGEST = 3;

    private final Differences differences;
    private final List<String> names;
    private final Canvas canvas;
    private final SvgAxis x;

    private IntervalChart(Differences differences, Canvas canvas) {
        this.differences = differences;
        this.canvas = canvas;
        names = names(differences);
        double limit = Math.max(
                LEAST_LIMIT_PERCENT,
                LIMIT_OF_LARGEST
                        * differences.all().stream()
                                .flatMapToDouble(it -> it.percent().stream())
                                .map(Math::abs)
                                .max()
                                .orElse(0));
        x = SvgAxis.around(
                Math.max(-limit, ends(differences).min().orElse(-1)),
                Math.min(limit, ends(differences).max().orElse(1)),
                LABELS,
                LEFT,
                RIGHT);
    }

    static String svg(Differences differences) {
        Svg svg = new Svg(WIDTH, height(differences), title(differences));
        new IntervalChart(differences, new SvgCanvas(svg)).draw();
        return svg.end();
    }

    static BufferedImage draw(Differences differences) {
        PictureCanvas canvas = new PictureCanvas(WIDTH, height(differences));
        new IntervalChart(differences, canvas).draw();
        return canvas.end();
    }

    private static String title(Differences differences) {
        return "Difference from " + differences.baseline() + ", with intervals";
    }

    private static List<String> names(Differences differences) {
        return differences.all().stream().map(Difference::name).distinct().toList();
    }

    private static int height(Differences differences) {
        return TOP + NAME * names(differences).size() + ROW * differences.all().size() + BOTTOM;
    }

    private static DoubleStream ends(Differences differences) {
        return differences.all().stream()
                .flatMapToDouble(it -> DoubleStream.concat(
                        it.percent().stream(),
                        it.within().stream().flatMapToDouble(range -> DoubleStream.of(range.low(), range.high()))));
    }

    private void draw() {
        int bottom = height(differences) - BOTTOM;
        canvas.text("start", 8, 20, title(differences));
        for (double tick : x.ticks()) {
            canvas.gridLine(x.px(tick), TOP, x.px(tick), bottom);
            canvas.text(
                    "middle", x.px(tick), bottom + 18, tick == 0 ? "0" : sign(tick) + SvgAxis.label(Math.abs(tick)));
        }
        canvas.text(
                "middle",
                (LEFT + RIGHT) / 2.0,
                bottom + 40,
                "% of " + shortened(differences.baseline(), 30) + "'s figure; errors in percentage points");
        canvas.line(ChartStyle.GREY, x.px(0), TOP, x.px(0), bottom);
        int y = TOP;
        for (String name : names) {
            canvas.text("start", 8, y + 20, shortened(name, MAX_NAME));
            y += NAME;
            for (Difference difference : differences.of(name)) {
                row(difference, y + ROW / 2.0);
                y += ROW;
            }
        }
    }

    private static String sign(double tick) {
        return tick < 0 ? "−" : "+";
    }

    private static String shortened(String name, int length) {
        return name.length() <= length ? name : name.substring(0, length - 1) + "…";
    }

    private void row(Difference difference, double y) {
        canvas.text("end", LEFT - 10, y + 5, difference.figure().word());
        Color color = difference.isWorse()
                ? ChartStyle.VERMILION
                : difference.isBetter() ? ChartStyle.GREEN : ChartStyle.BLUE;
        difference.within().ifPresent(range -> interval(range, color, y));
        if (!difference.isNone()) {
            difference.percent().ifPresent(percent -> canvas.dot(color, x.px(percent), y));
        }
        canvas.text("start", RIGHT + 14, y + 5, CompareTables.inWords(difference));
    }

    /** Closed at an end that is within the chart. */
    private void interval(Range range, Color color, double y) {
        canvas.line(color, x.px(range.low()), y, x.px(range.high()), y);
        for (double end : new double[] {range.low(), range.high()}) {
            if (x.contains(end)) {
                canvas.line(color, x.px(end), y - 5, x.px(end), y + 5);
            }
        }
    }
}
