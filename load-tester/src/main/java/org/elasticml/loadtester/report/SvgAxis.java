package org.elasticml.loadtester.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Where values lie between two pixels, and which of them are labelled: round ones, not too many. */
public final class SvgAxis {
    private static final double[] ROUND = {1, 2, 5, 10};
    private static final int MAX_DECADES_WITH_ALL_LABELS = 2;

    private final boolean logarithmic;
    private final double low;
    private final double high;
    private final double fromPx;
    private final double toPx;
    private final List<Double> ticks;

    private SvgAxis(boolean logarithmic, double fromPx, double toPx, double low, double high, List<Double> ticks) {
        this.logarithmic = logarithmic;
        this.fromPx = fromPx;
        this.toPx = toPx;
        this.low = low;
        this.high = high;
        this.ticks = ticks;
    }

    /** From 0 to a round number that is not below {@code max}, labelled at whole ones: what is shown is counted. */
    public static SvgAxis linear(double max, int labels, double fromPx, double toPx) {
        double step = Math.max(1, step(max / labels));
        return linear(Math.max(1, Math.ceil(max / step - 1e-9)) * step, step, fromPx, toPx);
    }

    /** As {@link #linear(double, int, double, double)}, labelled at fractions as well. */
    static SvgAxis fractional(double max, int labels, double fromPx, double toPx) {
        double step = max > 0 ? step(max / labels) : 1;
        return linear(Math.max(1, Math.ceil(max / step - 1e-9)) * step, step, fromPx, toPx);
    }

    /** From 0 to {@code max} as it is, labelled at round numbers. */
    static SvgAxis exact(double max, int labels, double fromPx, double toPx) {
        return linear(max, Math.max(1, step(max / labels)), fromPx, toPx);
    }

    private static SvgAxis linear(double high, double step, double fromPx, double toPx) {
        List<Double> ticks = new ArrayList<>();
        for (int i = 0; i * step <= high * (1 + 1e-9); i++) {
            ticks.add(i * step);
        }
        return new SvgAxis(false, fromPx, toPx, 0, high, ticks);
    }

    /** From one round number to another, with both values and 0 between them. */
    static SvgAxis around(double low, double high, int labels, double fromPx, double toPx) {
        double from = Math.min(0, low);
        double to = Math.max(0, high);
        double step = step(Math.max(to - from, 1e-3) / labels);
        List<Double> ticks = new ArrayList<>();
        for (double i = Math.floor(from / step); i <= Math.max(1, Math.ceil(to / step)); i++) {
            ticks.add(i * step);
        }
        return new SvgAxis(false, fromPx, toPx, ticks.get(0), ticks.get(ticks.size() - 1), ticks);
    }

    /** From a round number that is not above {@code low} to one that is not below {@code high}; both are more than 0. */
    static SvgAxis logarithmic(double low, double high, double fromPx, double toPx) {
        List<Double> all = new ArrayList<>();
        double decade = Math.pow(10, Math.floor(Math.log10(low)));
        for (; all.isEmpty() || all.get(all.size() - 1) < high; decade *= 10) {
            for (int i = 0; i < 3; i++) {
                all.add(decade * ROUND[i]);
            }
        }
        all.removeIf(tick -> tick * 10 <= low);
        while (all.size() > 2 && all.get(1) <= low) {
            all.remove(0);
        }
        while (all.size() > 2 && all.get(all.size() - 2) >= high) {
            all.remove(all.size() - 1);
        }
        double first = all.get(0);
        double last = all.get(all.size() - 1);
        List<Double> ticks = new ArrayList<>(all);
        if (Math.log10(last / first) > MAX_DECADES_WITH_ALL_LABELS) {
            ticks.removeIf(tick -> Math.abs(Math.log10(tick) - Math.rint(Math.log10(tick))) > 1e-6);
        }
        return new SvgAxis(true, fromPx, toPx, first, last, ticks);
    }

    private static double step(double least) {
        double decade = Math.pow(10, Math.floor(Math.log10(least)));
        for (double round : ROUND) {
            if (round * decade >= least) {
                return round * decade;
            }
        }
        return 10 * decade;
    }

    public double px(double value) {
        double inside = Math.max(low, Math.min(high, value));
        double share = logarithmic ? Math.log(inside / low) / Math.log(high / low) : (inside - low) / (high - low);
        return fromPx + share * (toPx - fromPx);
    }

    boolean contains(double value) {
        return value >= low && value <= high;
    }

    public List<Double> ticks() {
        return ticks;
    }

    public static String label(double tick) {
        double rounded = Math.round(tick * 1e6) / 1e6;
        return rounded == Math.rint(rounded) ? String.format(Locale.ROOT, "%,.0f", rounded) : String.valueOf(rounded);
    }

    /** Labels both, with lines across from those of the upright one. */
    static void draw(Svg svg, SvgAxis x, SvgAxis y, double left, double right, double bottom) {
        for (double tick : y.ticks()) {
            svg.line("grid", left, y.px(tick), right, y.px(tick));
            svg.text("tick", "end", left - 8, y.px(tick) + 4, label(tick));
        }
        for (double tick : x.ticks()) {
            svg.line("grid", x.px(tick), bottom, x.px(tick), bottom + 4);
            svg.text("tick", "middle", x.px(tick), bottom + 18, label(tick));
        }
    }
}
