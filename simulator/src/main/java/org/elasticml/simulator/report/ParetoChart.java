package org.elasticml.simulator.report;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import org.elasticml.loadtester.report.Figures;
import org.elasticml.loadtester.report.Svg;
import org.elasticml.loadtester.report.SvgAxis;
import org.elasticml.simulator.figures.Pareto;
import org.elasticml.simulator.figures.Pareto.Point;
import org.elasticml.simulator.play.Setup;

/**
 * Cost to the right, attainment upwards, with the frontier of what no other policy beats. Attainment is on a logarithmic scale
 * of what is missed, so that 99 % and 99.9 % are told apart.
 */
final class ParetoChart {
    private static final int WIDTH = 860;
    private static final int HEIGHT = 340;
    private static final int LEFT = 64;
    private static final int RIGHT = 740;
    private static final int TOP = 26;
    private static final int BOTTOM = 292;
    private static final double DOT = 9;
    private static final double LABEL_PX = 15;
    private static final double LABEL_WIDTH = 90;

    /** Of requests missed; what is less is drawn as the least. */
    private static final double[] MISSED = {
        1, 0.5, 0.2, 0.1, 0.05, 0.02, 0.01, 0.005, 0.002, 0.001, 0.0005, 0.0002, 0.0001
    };

    private final List<Point> points;
    private final List<Point> frontier;
    private final SvgAxis x;
    private final double mostMissed;
    private final double leastMissed;

    private ParetoChart(List<Point> points) {
        this.points = points;
        frontier = Pareto.frontier(points);
        double dearest = points.stream().mapToDouble(Point::cost).max().orElse(1);
        x = SvgAxis.linear(Math.max(2, dearest), 8, LEFT, RIGHT);
        mostMissed = tick(
                points.stream().mapToDouble(point -> 1 - point.value()).max().orElse(1), true);
        leastMissed = tick(
                points.stream().mapToDouble(point -> 1 - point.value()).min().orElse(0), false);
    }

    /**
     * @param points costs in multiples of something, and attainments
     * @param unit of what the costs are multiples
     */
    static String svg(List<Point> points, String unit) {
        return new ParetoChart(points).draw(unit);
    }

    /** The next of the labelled ones, and never on the wrong side of the SLO's. */
    private static double tick(double missed, boolean up) {
        double reaching = up ? Math.max(missed, 2 * Setup.LATE_SHARE) : Math.min(missed, Setup.LATE_SHARE / 2);
        return Arrays.stream(MISSED)
                .filter(tick -> up ? tick >= reaching * (1 - 1e-9) : tick <= reaching * (1 + 1e-9))
                .reduce((a, b) -> up ? Math.min(a, b) : Math.max(a, b))
                .orElse(MISSED[MISSED.length - 1]);
    }

    private double y(double attainment) {
        double missed = Math.max(leastMissed, Math.min(mostMissed, 1 - attainment));
        return TOP + Math.log(missed / leastMissed) / Math.log(mostMissed / leastMissed) * (BOTTOM - TOP);
    }

    private String draw(String unit) {
        Svg svg = new Svg(WIDTH, HEIGHT, "Attainment against " + unit);
        for (double missed : MISSED) {
            if (missed <= mostMissed && missed >= leastMissed) {
                double height = y(1 - missed);
                svg.line(missed == Setup.LATE_SHARE ? "rule" : "grid", LEFT, height, RIGHT, height);
                svg.text("tick", "end", LEFT - 8, height + 4, label(missed));
            }
        }
        for (double tick : x.ticks()) {
            svg.line("grid", x.px(tick), BOTTOM, x.px(tick), BOTTOM + 4);
            svg.text("tick", "middle", x.px(tick), BOTTOM + 18, SvgAxis.label(tick));
        }
        svg.text("unit", "start", 0, 12, "attainment, %");
        svg.text("unit", "middle", (LEFT + RIGHT) / 2.0, BOTTOM + 38, unit);
        svg.path("line grey", frontierPath());
        drawPoints(svg);
        return svg.end();
    }

    private static String label(double missed) {
        return Figures.trimmed(Math.round(1e6 * (1 - missed)) / 1e4);
    }

    /** What is got for at most a cost: steps. */
    private String frontierPath() {
        StringBuilder path = new StringBuilder();
        for (Point point : frontier) {
            if (path.length() == 0) {
                path.append('M');
                pair(path, x.px(point.cost()), BOTTOM);
            }
            path.append('H');
            Svg.appendPx(path, x.px(point.cost()));
            path.append('V');
            Svg.appendPx(path, y(point.value()));
        }
        path.append('H');
        Svg.appendPx(path, RIGHT);
        return path.toString();
    }

    private static void pair(StringBuilder path, double x, double y) {
        Svg.appendPx(path, x);
        path.append(' ');
        Svg.appendPx(path, y);
    }

    /** Labels beside their points, moved down where they would lie over another. */
    private void drawPoints(Svg svg) {
        List<Point> sorted = points.stream()
                .sorted(Comparator.comparingDouble(point -> y(point.value())))
                .toList();
        double[] heights = new double[sorted.size()];
        for (int i = 0; i < heights.length; i++) {
            Point point = sorted.get(i);
            double left = x.px(point.cost());
            heights[i] = y(point.value());
            for (int above = 0; above < i; above++) {
                if (Math.abs(x.px(sorted.get(above).cost()) - left) < LABEL_WIDTH) {
                    heights[i] = Math.max(heights[i], heights[above] + LABEL_PX);
                }
            }
            String css = frontier.contains(point) ? "fill blue" : "fill grey";
            svg.rect(css, left - DOT / 2, y(point.value()) - DOT / 2, DOT, DOT, told(point));
            boolean toTheLeft = isPointRightOf(point);
            svg.text(
                    "label halo",
                    toTheLeft ? "end" : "start",
                    toTheLeft ? left - DOT : left + DOT,
                    heights[i] + 4,
                    point.name());
        }
    }

    /** Whether another point is where the label would be. */
    private boolean isPointRightOf(Point point) {
        return points.stream()
                .filter(other -> other != point && Math.abs(y(other.value()) - y(point.value())) < LABEL_PX)
                .mapToDouble(other -> x.px(other.cost()) - x.px(point.cost()))
                .anyMatch(right -> right >= 0 && right < LABEL_WIDTH / 2);
    }

    private static String told(Point point) {
        return String.format(
                Locale.ROOT, "%s: %s for %.2f", point.name(), Figures.percent(point.value()), point.cost());
    }
}
