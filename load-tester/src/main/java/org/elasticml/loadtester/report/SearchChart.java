package org.elasticml.loadtester.report;

import java.awt.Color;
import java.awt.image.BufferedImage;
import java.util.List;
import java.util.stream.DoubleStream;
import org.elasticml.loadtester.report.TrialResult.Verdict;
import org.knowm.xchart.BitmapEncoder;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYSeries;
import org.knowm.xchart.XYSeries.XYSeriesRenderStyle;
import org.knowm.xchart.style.markers.Marker;
import org.knowm.xchart.style.markers.SeriesMarkers;

/** The latency of each trial over its rate; the answer lies between two upright lines. */
final class SearchChart {
    private static final int WIDTH = 860;
    private static final int HEIGHT = 330;
    private static final int LEFT = 56;
    private static final int RIGHT = 720;
    private static final int TOP = 30;
    private static final int BOTTOM = 290;
    private static final int MARK = 5;
    /** A trial is met by the pointer from so far. */
    private static final int HIT = 9;

    private final SearchReport report;
    private final List<TrialResult> judged;

    private SearchChart(SearchReport report) {
        this.report = report;
        judged = report.trials().stream()
                .filter(trial -> trial.verdict() == Verdict.HELD || trial.verdict() == Verdict.MISSED)
                .filter(trial -> trial.sloLatencyMs().isPresent())
                .toList();
    }

    static String svg(SearchReport report) {
        return new SearchChart(report).svg();
    }

    static BufferedImage draw(SearchReport report) {
        return BitmapEncoder.getBufferedImage(new SearchChart(report).chart());
    }

    private String title() {
        return report.sloLatency() + " of each trial, by its rate";
    }

    private DoubleStream latencies() {
        return DoubleStream.concat(
                judged.stream().mapToDouble(trial -> trial.sloLatencyMs().getAsDouble()),
                DoubleStream.of(report.sloLatencyMs()));
    }

    private DoubleStream rates(Verdict verdict) {
        return judged.stream().filter(trial -> trial.verdict() == verdict).mapToDouble(TrialResult::rate);
    }

    private String svg() {
        Svg svg = new Svg(WIDTH, HEIGHT, title());
        double highest = judged.stream().mapToDouble(TrialResult::rate).max().orElse(1);
        SvgAxis x = SvgAxis.exact(1.04 * highest, 10, LEFT, RIGHT);
        SvgAxis y = SvgAxis.logarithmic(
                Math.max(0.01, latencies().min().orElse(1)), latencies().max().orElse(1), BOTTOM, TOP);
        SvgAxis.draw(svg, x, y, LEFT, RIGHT, BOTTOM);
        svg.text("unit", "start", 0, 14, report.sloLatency() + " (ms)");
        svg.text("unit", "start", RIGHT + 14, BOTTOM + 18, "requests/s");
        svg.line("rule", LEFT, y.px(report.sloLatencyMs()), RIGHT, y.px(report.sloLatencyMs()));
        svg.text("label", "start", RIGHT + 8, y.px(report.sloLatencyMs()) + 4, "SLO");
        report.bracket().holdsAt().ifPresent(rate -> svg.line("mark green", x.px(rate), TOP, x.px(rate), BOTTOM));
        report.bracket().missesAt().ifPresent(rate -> svg.line("mark vermilion", x.px(rate), TOP, x.px(rate), BOTTOM));
        judged.forEach(trial ->
                draw(svg, trial, x.px(trial.rate()), y.px(trial.sloLatencyMs().getAsDouble())));
        legend(svg);
        return svg.end();
    }

    private static void draw(Svg svg, TrialResult trial, double x, double y) {
        svg.path(trial.verdict() == Verdict.HELD ? "fill green" : "line vermilion", mark(trial.verdict(), x, y));
        svg.rect("hit", x - HIT, y - HIT, 2 * HIT, 2 * HIT, TrialsTable.line(trial));
    }

    /** A disc, or a cross: colours alone do not tell everybody. */
    private static String mark(Verdict verdict, double x, double y) {
        StringBuilder path = new StringBuilder();
        if (verdict == Verdict.HELD) {
            move(path, x - MARK, y);
            return path.append("a5 5 0 1 0 10 0a5 5 0 1 0 -10 0").toString();
        }
        move(path, x - MARK, y - MARK);
        path.append("l10 10");
        move(path, x - MARK, y + MARK);
        return path.append("l10 -10").toString();
    }

    private static void move(StringBuilder path, double x, double y) {
        path.append('M');
        Svg.appendPx(path, x);
        path.append(' ');
        Svg.appendPx(path, y);
    }

    private static void legend(Svg svg) {
        svg.path("fill green", mark(Verdict.HELD, RIGHT + 16, TOP + 6))
                .text("label", "start", RIGHT + 28, TOP + 10, "held");
        svg.path("line vermilion", mark(Verdict.MISSED, RIGHT + 16, TOP + 28))
                .text("label", "start", RIGHT + 28, TOP + 32, "missed");
    }

    private XYChart chart() {
        XYChart chart = ChartStyle.chart(
                title(), ChartStyle.HEIGHT_PX, "requests per second", report.sloLatency() + " (ms, log scale)");
        chart.getStyler().setYAxisLogarithmic(true).setYAxisDecimalPattern(ChartStyle.PLAIN_NUMBERS);
        double low = Math.max(0.01, latencies().min().orElse(1)) / 1.3;
        double high = latencies().max().orElse(1) * 1.3;
        chart.getStyler().setYAxisMin(low).setYAxisMax(high);
        double[] rates = judged.stream().mapToDouble(TrialResult::rate).sorted().toArray();
        double from = rates.length == 0 ? 0 : rates[0] * 0.95;
        double to = rates.length == 0 ? 1 : rates[rates.length - 1] * 1.05;
        chart.getStyler().setXAxisMin(from).setXAxisMax(to);
        points(chart, Verdict.HELD, ChartStyle.GREEN, SeriesMarkers.CIRCLE);
        points(chart, Verdict.MISSED, ChartStyle.VERMILION, SeriesMarkers.CROSS);
        ChartStyle.dashed(
                chart,
                "SLO  " + report.slo(),
                new double[] {from, to},
                new double[] {report.sloLatencyMs(), report.sloLatencyMs()},
                ChartStyle.BLACK);
        report.bracket().holdsAt().ifPresent(rate -> upright(chart, "holds at ", rate, low, high, ChartStyle.GREEN));
        report.bracket()
                .missesAt()
                .ifPresent(rate -> upright(chart, "missed from ", rate, low, high, ChartStyle.VERMILION));
        return chart;
    }

    private void points(XYChart chart, Verdict verdict, Color color, Marker marker) {
        double[] rates = rates(verdict).toArray();
        if (rates.length > 0) {
            double[] millis = judged.stream()
                    .filter(trial -> trial.verdict() == verdict)
                    .mapToDouble(trial -> trial.sloLatencyMs().getAsDouble())
                    .toArray();
            XYSeries series = chart.addSeries(verdict.word(), rates, millis);
            series.setXYSeriesRenderStyle(XYSeriesRenderStyle.Scatter);
            series.setMarker(marker);
            series.setMarkerColor(color);
        }
    }

    private static void upright(XYChart chart, String name, double rate, double low, double high, Color color) {
        ChartStyle.dashed(
                chart, name + SearchReport.rate(rate), new double[] {rate, rate}, new double[] {low, high}, color);
    }
}
