package org.elasticml.loadtester.report;

import java.awt.Color;
import java.awt.image.BufferedImage;
import java.util.Locale;
import java.util.stream.IntStream;
import org.elasticml.loadtester.measure.Latency;
import org.elasticml.loadtester.measure.Summary;
import org.knowm.xchart.BitmapEncoder;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYSeries;
import org.knowm.xchart.XYSeries.XYSeriesRenderStyle;

/** How the latencies of succeeded requests are distributed, with percentiles and the SLO as upright lines. */
final class LatencyChart {
    private static final int BINS = 80;

    private LatencyChart() {}

    static BufferedImage draw(Report report) {
        Summary summary = report.summary();
        XYChart chart = ChartStyle.chart(
                title(summary), ChartStyle.HEIGHT_PX, "latency from the intended instant (ms, log scale)", "requests");
        LogBins bins = LogBins.ofLatencies(report, BINS);
        double top = Math.max(1, bins.highestCount() * 1.05);
        chart.getStyler().setXAxisLogarithmic(true);
        // Labels between powers of ten have room as long as there are few decades.
        chart.getStyler().setXAxisLogarithmicDecadeOnly(bins.decades() > 2);
        chart.getStyler().setXAxisDecimalPattern(ChartStyle.PLAIN_NUMBERS);
        chart.getStyler().setYAxisMin(0.0).setYAxisMax(top);
        addBars(chart, bins);
        summary.latencyMs().ifPresent(latency -> addPercentiles(chart, latency, top));
        addUpright(chart, "SLO", summary.sloMs(), top, ChartStyle.BLACK);
        return BitmapEncoder.getBufferedImage(chart);
    }

    private static String title(Summary summary) {
        return String.format(
                Locale.ROOT, "Latency of %d succeeded requests of %d", summary.succeeded(), summary.requests());
    }

    /** Each bin's two upper corners; the outline down to the axis and back makes bars of them. */
    private static void addBars(XYChart chart, LogBins bins) {
        double[] edges = bins.edges();
        double[] x = IntStream.range(0, 2 * BINS)
                .mapToDouble(i -> edges[(i + 1) / 2])
                .toArray();
        double[] y =
                IntStream.range(0, 2 * BINS).mapToDouble(i -> bins.count(i / 2)).toArray();
        XYSeries bars = ChartStyle.line(chart, "requests", x, y, ChartStyle.BLUE);
        bars.setXYSeriesRenderStyle(XYSeriesRenderStyle.Area);
        bars.setFillColor(new Color(0x0072B2 | 0x60000000, true));
    }

    private static void addPercentiles(XYChart chart, Latency latency, double top) {
        addUpright(chart, "p50", latency.p50(), top, ChartStyle.GREEN);
        addUpright(chart, "p95", latency.p95(), top, ChartStyle.ORANGE);
        addUpright(chart, "p99", latency.p99(), top, ChartStyle.VERMILION);
    }

    private static void addUpright(XYChart chart, String name, double millis, double top, Color color) {
        String label = String.format(Locale.ROOT, millis < 10 ? "%s  %.1f ms" : "%s  %.0f ms", name, millis);
        ChartStyle.dashed(chart, label, new double[] {millis, millis}, new double[] {0, top}, color);
    }
}
