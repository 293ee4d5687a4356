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
import org.knowm.xchart.XYSeries.XYSeriesRenderStyle;

/** Two panels over the same seconds: rates above, latencies below. */
final class PerSecondChart {
    private static final int PANEL_PX = ChartStyle.HEIGHT_PX / 2;
    private static final double MARGIN = 1.5;
    private static final String X_TITLE = "time from the start (s)";

    private PerSecondChart() {}

    static BufferedImage draw(Report report) {
        BufferedImage image = new BufferedImage(ChartStyle.WIDTH_PX, ChartStyle.HEIGHT_PX, BufferedImage.TYPE_INT_RGB);
        Graphics2D graphics = image.createGraphics();
        graphics.drawImage(BitmapEncoder.getBufferedImage(rates(report.seconds())), 0, 0, null);
        graphics.drawImage(BitmapEncoder.getBufferedImage(latencies(report)), 0, PANEL_PX, null);
        graphics.dispose();
        return image;
    }

    private static XYChart rates(List<Second> seconds) {
        XYChart chart = ChartStyle.chart("Requests per second", PANEL_PX, X_TITLE, "requests/s");
        add(chart, "asked", seconds, Second::askedRps, ChartStyle.GREY);
        add(chart, "achieved", seconds, Second::sent, ChartStyle.BLUE);
        addIfAny(chart, "refused", seconds, Second::refused, ChartStyle.ORANGE);
        addIfAny(chart, "failed", seconds, Second::failed, ChartStyle.VERMILION);
        chart.getStyler().setDefaultSeriesRenderStyle(XYSeriesRenderStyle.Step);
        chart.getStyler().setYAxisMin(0.0).setYAxisMax(1.1 * highest(seconds));
        return chart;
    }

    private static XYChart latencies(Report report) {
        List<Second> seconds = report.seconds();
        XYChart chart = ChartStyle.chart("Latency of succeeded requests", PANEL_PX, X_TITLE, "latency (ms, log scale)");
        chart.getStyler().setYAxisLogarithmic(true);
        chart.getStyler().setYAxisLogarithmicDecadeOnly(false);
        chart.getStyler().setYAxisDecimalPattern(ChartStyle.PLAIN_NUMBERS);
        addSlo(chart, report);
        if (report.summary().latencyMs().isPresent()) {
            add(chart, "p50", seconds, orGap(Second::p50Ms), ChartStyle.GREEN);
            add(chart, "p99", seconds, orGap(Second::p99Ms), ChartStyle.VERMILION);
        }
        return chart;
    }

    /** The axis leaves room around the SLO, whose line would else be its edge. */
    private static void addSlo(XYChart chart, Report report) {
        double slo = report.summary().sloMs();
        double low = extreme(report.seconds(), Second::p50Ms, slo, Math::min);
        double high = extreme(report.seconds(), Second::p99Ms, slo, Math::max);
        chart.getStyler().setYAxisMin(low / MARGIN).setYAxisMax(high * MARGIN);
        ChartStyle.dashed(
                chart,
                "SLO " + SummaryText.trimmed(slo) + " ms",
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
            add(chart, name, seconds, value, color);
        }
    }

    /** The last value is repeated at the end of its second, so that each has its width. */
    private static void add(
            XYChart chart, String name, List<Second> seconds, ToDoubleFunction<Second> value, Color color) {
        int last = seconds.size() - 1;
        double[] x = IntStream.rangeClosed(0, seconds.size()).asDoubleStream().toArray();
        double[] y = IntStream.rangeClosed(0, seconds.size())
                .mapToDouble(i -> value.applyAsDouble(seconds.get(Math.min(i, last))))
                .toArray();
        ChartStyle.line(chart, name, x, y, color);
    }

    private static double highest(List<Second> seconds) {
        return seconds.stream()
                .mapToDouble(second -> Math.max(second.askedRps(), second.sent()))
                .reduce(1, Math::max);
    }

    /** XChart leaves a gap where a value is not a number. */
    private static ToDoubleFunction<Second> orGap(Function<Second, OptionalDouble> value) {
        return second -> value.apply(second).orElse(Double.NaN);
    }
}
