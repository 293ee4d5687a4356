package org.elasticml.loadtester.report;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.util.List;
import java.util.OptionalDouble;
import java.util.function.DoubleBinaryOperator;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;
import org.elasticml.loadtester.measure.Second;
import org.knowm.xchart.BitmapEncoder;
import org.knowm.xchart.XYChart;

/** Two panels over the same seconds: rates above, latencies below. */
final class PerSecondChart {
    private static final int PANEL_PX = ChartStyle.HEIGHT_PX / 2;

    private PerSecondChart() {}

    static BufferedImage draw(Report report) {
        BufferedImage image = new BufferedImage(ChartStyle.WIDTH_PX, ChartStyle.HEIGHT_PX, BufferedImage.TYPE_INT_RGB);
        Graphics2D graphics = image.createGraphics();
        graphics.drawImage(BitmapEncoder.getBufferedImage(rates(report.seconds())), 0, 0, null);
        graphics.drawImage(BitmapEncoder.getBufferedImage(latencies(report)), 0, PANEL_PX, null);
        graphics.dispose();
        return image;
    }

    private static XYChart panel(String title, String yTitle, List<Second> seconds) {
        XYChart chart = ChartStyle.chart(title, PANEL_PX, "time from the start (s)", yTitle);
        chart.getStyler().setXAxisMin(0.0).setXAxisMax((double) seconds.size());
        return chart;
    }

    private static XYChart rates(List<Second> seconds) {
        XYChart chart = panel("Requests per second", "requests/s", seconds);
        addSteps(chart, "achieved", seconds, Second::sent, ChartStyle.BLUE);
        addIfAny(chart, "asked", seconds, PerSecondChart::asked, ChartStyle.BLACK);
        addIfAny(chart, "refused", seconds, Second::refused, ChartStyle.ORANGE);
        addIfAny(chart, "failed", seconds, Second::failed, ChartStyle.VERMILION);
        chart.getStyler().setYAxisMin(0.0).setYAxisMax(1.1 * highest(seconds));
        return chart;
    }

    private static XYChart latencies(Report report) {
        List<Second> seconds = report.seconds();
        XYChart chart = panel("Latency of succeeded requests", "latency (ms, log scale)", seconds);
        addSlo(chart, report);
        if (report.summary().latencyMs().isPresent()) {
            addPoints(chart, "p50", seconds, Second::p50Ms, ChartStyle.GREEN);
            addPoints(chart, "p95", seconds, Second::p95Ms, ChartStyle.ORANGE);
            addPoints(chart, "p99", seconds, Second::p99Ms, ChartStyle.VERMILION);
        }
        return chart;
    }

    /** The axis spans whole decades and is labelled at them: a panel has no room for more. */
    private static void addSlo(XYChart chart, Report report) {
        double slo = report.summary().sloMs();
        double low = extreme(report.seconds(), Second::p50Ms, slo, Math::min);
        double high = extreme(report.seconds(), Second::p99Ms, slo, Math::max);
        chart.getStyler().setYAxisLogarithmic(true);
        chart.getStyler().setYAxisDecimalPattern(ChartStyle.PLAIN_NUMBERS);
        chart.getStyler()
                .setYAxisMin(Math.pow(10, Math.floor(Math.log10(low))))
                .setYAxisMax(Math.pow(10, Math.floor(Math.log10(high)) + 1));
        ChartStyle.dashed(
                chart,
                "SLO " + Figures.trimmed(slo) + " ms",
                new double[] {0, report.seconds().size()},
                new double[] {slo, slo},
                ChartStyle.BLACK);
    }

    private static double extreme(
            List<Second> seconds, Function<Second, OptionalDouble> value, double first, DoubleBinaryOperator choose) {
        return seconds.stream()
                .flatMapToDouble(second -> value.apply(second).stream())
                .reduce(first, choose);
    }

    private static void addIfAny(
            XYChart chart, String name, List<Second> seconds, ToDoubleFunction<Second> value, Color color) {
        if (seconds.stream().mapToDouble(value).sum() > 0) {
            addSteps(chart, name, seconds, value, color);
        }
    }

    /**
     * A line with a corner at both ends of each second. The second end is a thousandth early: of evenly spaced values XChart
     * would label every one, one label over another.
     */
    private static void addSteps(
            XYChart chart, String name, List<Second> seconds, ToDoubleFunction<Second> value, Color color) {
        int corners = 2 * seconds.size();
        double[] x = IntStream.range(0, corners)
                .mapToDouble(i -> i % 2 == 0 ? i / 2 : i / 2 + 0.999)
                .toArray();
        double[] y = IntStream.range(0, corners)
                .mapToDouble(i -> value.applyAsDouble(seconds.get(i / 2)))
                .toArray();
        ChartStyle.line(chart, name, x, y, color);
    }

    private static double asked(Second second) {
        return second.askedRps().orElse(0);
    }

    private static double highest(List<Second> seconds) {
        return seconds.stream()
                .mapToDouble(second -> Math.max(asked(second), second.sent()))
                .reduce(1, Math::max);
    }

    /** One in the middle of each second; XChart leaves a gap where a value is not a number. */
    private static void addPoints(
            XYChart chart, String name, List<Second> seconds, Function<Second, OptionalDouble> millis, Color color) {
        double[] x =
                seconds.stream().mapToDouble(second -> second.second() + 0.5).toArray();
        double[] y = seconds.stream()
                .mapToDouble(second -> millis.apply(second).orElse(Double.NaN))
                .toArray();
        ChartStyle.line(chart, name, x, y, color);
    }
}
