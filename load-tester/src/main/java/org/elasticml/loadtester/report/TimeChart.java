package org.elasticml.loadtester.report;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.function.DoubleFunction;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;

/**
 * Values over the seconds of a run, as SVG. Lines are labelled where they end; a value that is not a number is a gap. A run of
 * more than {@value #MAX_COLUMNS} s is drawn with several seconds a point.
 */
public final class TimeChart {
    private static final int MAX_COLUMNS = 600;
    private static final int WIDTH = 875;
    private static final int HEIGHT = 250;
    private static final int LEFT = 56;
    private static final int RIGHT = 730;
    private static final int TOP = 26;
    private static final int BOTTOM = 218;
    private static final int LABEL_PX = 16;
    /** What has room beside the chart: an address and a port of most replicas. */
    private static final int MAX_NAME = 15;

    private static final int MARK_PX = 40;
    /** Below it the unit is written. */
    private static final int UNIT_PX = 118;

    private record Line(String name, String color, double[] values, boolean steps) {}

    private record Rule(String name, double value) {}

    private record Mark(double second, String name) {}

    private final String title;
    private final String unit;
    private final int seconds;
    private final int group;
    private final DoubleFunction<String> format;
    private final List<Line> lines = new ArrayList<>();
    private final List<Rule> rules = new ArrayList<>();
    private final List<Mark> marks = new ArrayList<>();
    private boolean logarithmic;
    private boolean fractional;

    /**
     * @param title what it shows, for those who do not see it
     * @param format of the values that are shown when the pointer is over a second
     */
    public TimeChart(String title, String unit, int seconds, DoubleFunction<String> format) {
        this.title = title;
        this.unit = unit;
        this.seconds = seconds;
        this.format = format;
        group = (seconds + MAX_COLUMNS - 1) / MAX_COLUMNS;
    }

    public TimeChart logarithmic() {
        logarithmic = true;
        return this;
    }

    /** Labelled at fractions as well, where values are small: what is shown is measured, not counted. */
    TimeChart fractional() {
        fractional = true;
        return this;
    }

    /** What holds for a second: a line with steps. Of several seconds, the mean. */
    public TimeChart rate(String name, String color, double[] values) {
        lines.add(new Line(name, color, grouped(values, false), true));
        return this;
    }

    /** As {@link #rate}; of several seconds, the most. */
    public TimeChart level(String name, String color, double[] values) {
        lines.add(new Line(name, color, grouped(values, true), true));
        return this;
    }

    /** A line from point to point; of several seconds, the most. */
    public TimeChart points(String name, String color, double[] values) {
        lines.add(new Line(name, color, grouped(values, true), false));
        return this;
    }

    /** A level line to compare with. */
    public TimeChart rule(String name, double value) {
        rules.add(new Rule(name, value));
        return this;
    }

    /** An upright line at something that happened. */
    TimeChart mark(double second, String name) {
        marks.add(new Mark(second, name));
        return this;
    }

    private double[] grouped(double[] values, boolean most) {
        return IntStream.range(0, (values.length + group - 1) / group)
                .mapToDouble(i -> {
                    double[] known = Arrays.stream(values, i * group, Math.min(values.length, (i + 1) * group))
                            .filter(Double::isFinite)
                            .toArray();
                    return (most
                                    ? Arrays.stream(known).max()
                                    : Arrays.stream(known).average())
                            .orElse(Double.NaN);
                })
                .toArray();
    }

    public String svg() {
        Svg svg = new Svg(WIDTH, HEIGHT, title);
        SvgAxis x = SvgAxis.exact(seconds, 10, LEFT, RIGHT);
        SvgAxis y = verticalAxis();
        drawGrid(svg, x, y);
        for (Rule rule : rules) {
            svg.line("rule", LEFT, y.px(rule.value()), RIGHT, y.px(rule.value()));
        }
        for (Line line : lines) {
            svg.path("line " + line.color(), path(line, x, y));
        }
        drawMarks(svg, x);
        drawLabels(svg, y);
        drawColumns(svg, x);
        return svg.end();
    }

    private SvgAxis verticalAxis() {
        double[] all = DoubleStream.concat(
                        lines.stream().flatMapToDouble(line -> Arrays.stream(line.values())),
                        rules.stream().mapToDouble(Rule::value))
                .filter(value -> Double.isFinite(value) && (!logarithmic || value > 0))
                .toArray();
        double max = Arrays.stream(all).max().orElse(1);
        return logarithmic
                ? SvgAxis.logarithmic(Arrays.stream(all).min().orElse(max), max, BOTTOM, TOP)
                : fractional ? SvgAxis.fractional(max, 4, BOTTOM, TOP) : SvgAxis.linear(max, 4, BOTTOM, TOP);
    }

    private void drawGrid(Svg svg, SvgAxis x, SvgAxis y) {
        SvgAxis.draw(svg, x, y, LEFT, RIGHT, BOTTOM);
        svg.text("unit", "start", 0, 12, unit);
        svg.text("unit", "start", RIGHT + 14, BOTTOM + 18, "seconds");
    }

    private String path(Line line, SvgAxis x, SvgAxis y) {
        StringBuilder path = new StringBuilder();
        boolean pen = false;
        for (int i = 0; i < line.values().length; i++) {
            double value = line.values()[i];
            if (!Double.isFinite(value)) {
                pen = false;
                continue;
            }
            double from = x.px(i * (double) group);
            double to = x.px(Math.min(seconds, (i + 1) * (double) group));
            if (line.steps()) {
                corner(path, pen ? 'L' : 'M', from, y.px(value));
                corner(path, 'L', to, y.px(value));
            } else {
                corner(path, pen ? 'L' : 'M', (from + to) / 2, y.px(value));
                // A line of no length: a dot, should it have no neighbours.
                path.append(pen ? "" : "h0");
            }
            pen = true;
        }
        return path.toString();
    }

    private static void corner(StringBuilder path, char command, double x, double y) {
        path.append(command);
        Svg.appendPx(path, x);
        path.append(' ');
        Svg.appendPx(path, y);
    }

    /** Named where there is room. */
    private void drawMarks(Svg svg, SvgAxis x) {
        double free = LEFT;
        for (Mark mark : marks) {
            double px = x.px(mark.second());
            svg.line("event", px, TOP, px, BOTTOM);
            if (px >= free) {
                svg.text("tick", "middle", Math.max(px, UNIT_PX), TOP - 5, mark.name());
                free = px + MARK_PX;
            }
        }
    }

    private record Label(String name, String color, double y) {}

    /** At the height where each line ends, moved apart where they would lie over each other. */
    private void drawLabels(Svg svg, SvgAxis y) {
        List<Label> labels = new ArrayList<>();
        rules.forEach(rule -> labels.add(new Label(rule.name(), "rule", y.px(rule.value()))));
        // Of those that end in the same place, the one that is drawn last, and so is seen, comes first.
        for (int i = lines.size() - 1; i >= 0; i--) {
            Line line = lines.get(i);
            labels.add(new Label(line.name(), line.color(), y.px(last(line.values()))));
        }
        labels.sort(Comparator.comparingDouble(Label::y));
        double[] heights = apart(labels.stream().mapToDouble(Label::y).toArray());
        for (int i = 0; i < heights.length; i++) {
            Label label = labels.get(i);
            svg.line("swatch " + label.color(), RIGHT + 6, heights[i], RIGHT + 20, heights[i]);
            svg.text("label", "start", RIGHT + 25, heights[i] + 4, shortened(label.name()));
        }
    }

    /** Its end, since that is where names of replicas differ. */
    private static String shortened(String name) {
        return name.length() <= MAX_NAME ? name : "…" + name.substring(name.length() - MAX_NAME + 1);
    }

    private static double last(double[] values) {
        return Arrays.stream(values)
                .filter(Double::isFinite)
                .reduce((before, value) -> value)
                .orElse(0);
    }

    private static double[] apart(double[] heights) {
        double lowest = TOP;
        for (int i = 0; i < heights.length; i++) {
            heights[i] = Math.max(lowest, heights[i]);
            lowest = heights[i] + LABEL_PX;
        }
        double highest = BOTTOM;
        for (int i = heights.length - 1; i >= 0; i--) {
            heights[i] = Math.min(highest, heights[i]);
            highest = heights[i] - LABEL_PX;
        }
        return heights;
    }

    /** Nothing to be seen, until the pointer is over them. */
    private void drawColumns(Svg svg, SvgAxis x) {
        for (int i = 0; i * group < seconds; i++) {
            double from = x.px(i * (double) group);
            double to = x.px(Math.min(seconds, (i + 1) * (double) group));
            svg.rect("hit", from, TOP, to - from, BOTTOM - TOP, told(i));
        }
    }

    private String told(int column) {
        StringBuilder text = new StringBuilder("second ").append(column * group);
        if (group > 1) {
            text.append(" to ").append(Math.min(seconds, (column + 1) * group) - 1);
        }
        for (Line line : lines) {
            boolean known = column < line.values().length && Double.isFinite(line.values()[column]);
            text.append('\n')
                    .append(line.name())
                    .append(": ")
                    .append(known ? format.apply(line.values()[column]) : Figures.NONE);
        }
        return text.toString();
    }
}
