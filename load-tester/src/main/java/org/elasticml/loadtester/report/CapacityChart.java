package org.elasticml.loadtester.report;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import org.elasticml.loadtester.measure.capacity.BreakingPoint;
import org.elasticml.loadtester.measure.capacity.Capacity;
import org.elasticml.loadtester.measure.capacity.Stretch;

/** p95 over the rate per replica, as SVG: a dot for each stretch of a run, and where p95 breaks. */
final class CapacityChart {
    private static final int WIDTH = 860;
    private static final int HEIGHT = 290;
    private static final int LEFT = 56;
    private static final int RIGHT = 730;
    private static final int TOP = 30;
    private static final int BOTTOM = 240;
    private static final double DOT_PX = 6;

    private CapacityChart() {}

    /** Empty if no stretch has a p95. */
    static Optional<String> svg(Capacity capacity, double sloMs) {
        List<Stretch> known = capacity.stretches().stream()
                .filter(stretch -> stretch.p95Ms().isPresent())
                .toList();
        if (known.isEmpty()) {
            return Optional.empty();
        }
        double least = known.stream().mapToDouble(CapacityChart::p95).min().orElseThrow();
        double most = known.stream().mapToDouble(CapacityChart::p95).max().orElseThrow();
        SvgAxis x = SvgAxis.fractional(
                known.stream().mapToDouble(Stretch::rate).max().orElseThrow(), 8, LEFT, RIGHT);
        SvgAxis y = SvgAxis.logarithmic(Math.min(sloMs, least), Math.max(sloMs, most), BOTTOM, TOP);
        Svg svg = new Svg(WIDTH, HEIGHT, "p95 over the rate per replica");
        SvgAxis.draw(svg, x, y, LEFT, RIGHT, BOTTOM);
        svg.text("unit", "start", 0, 12, "p95 (ms, logarithmic)");
        svg.text(
                "unit",
                "middle",
                (LEFT + RIGHT) / 2.0,
                HEIGHT - 8,
                capacity.replicas().isPresent()
                        ? "requests a second for each replica"
                        : "requests a second for the whole target");
        svg.line("rule", LEFT, y.px(sloMs), RIGHT, y.px(sloMs));
        svg.text("label", "start", RIGHT + 8, y.px(sloMs) + 4, "SLO " + Figures.millis(sloMs));
        drawBreak(svg, x, capacity.p95Breaks().map(BreakingPoint::rate).orElse(OptionalDouble.empty()));
        known.forEach(stretch -> drawDot(svg, x.px(stretch.rate()), y.px(p95(stretch)), stretch));
        return Optional.of(svg.end());
    }

    private static void drawBreak(Svg svg, SvgAxis x, OptionalDouble rate) {
        if (rate.isPresent()) {
            double px = x.px(rate.getAsDouble());
            svg.line("event", px, TOP, px, BOTTOM);
            svg.text("tick", "middle", px, TOP - 6, "breaks at about " + Figures.number(rate.getAsDouble()));
        }
    }

    private static void drawDot(Svg svg, double x, double y, Stretch stretch) {
        svg.rect(
                "fill " + (stretch.held() ? "blue" : "vermilion"),
                x - DOT_PX / 2,
                y - DOT_PX / 2,
                DOT_PX,
                DOT_PX,
                String.format(
                        Locale.ROOT,
                        "%s\nfrom second %.0f: %s requests/s each, p95 %s, %s errors",
                        stretch.held() ? "held" : "broke",
                        stretch.fromS(),
                        Figures.number(stretch.rate()),
                        Figures.millis(p95(stretch)),
                        Figures.percent(stretch.errors())));
    }

    private static double p95(Stretch stretch) {
        return stretch.p95Ms().orElseThrow();
    }
}
