package org.elasticml.loadtester.report;

import java.awt.Color;
import java.awt.image.BufferedImage;
import java.util.List;
import java.util.stream.DoubleStream;
import org.elasticml.loadtester.report.TrialResult.Judgement;

/** The latency of each trial over its rate; the answer lies between two upright lines. */
final class SearchChart {
    private static final int WIDTH = 860;
    private static final int HEIGHT = 344;
    private static final int LEFT = 100;
    private static final int RIGHT = 730;
    private static final int TOP = 58;
    private static final int BOTTOM = 294;
    private static final int MARK = 5;
    /** A trial is met by the pointer from so far. */
    private static final int HIT = 9;

    private final SearchReport report;
    private final List<TrialResult> judged;
    private final SvgAxis x;
    private final SvgAxis y;

    private SearchChart(SearchReport report) {
        this.report = report;
        judged = report.trials().stream()
                .filter(trial -> trial.verdict() == Judgement.HELD || trial.verdict() == Judgement.MISSED)
                .filter(trial -> trial.sloLatencyMs().isPresent())
                .toList();
        x = SvgAxis.exact(
                1.04 * judged.stream().mapToDouble(TrialResult::rate).max().orElse(1), 10, LEFT, RIGHT);
        y = SvgAxis.logarithmic(
                Math.max(0.01, latencies().min().orElseThrow()),
                latencies().max().orElseThrow(),
                BOTTOM,
                TOP);
    }

    static String svg(SearchReport report) {
        SearchChart chart = new SearchChart(report);
        Svg svg = new Svg(WIDTH, HEIGHT, chart.title());
        chart.draw(new SvgCanvas(svg));
        chart.judged.forEach(trial ->
                svg.rect("hit", chart.x(trial) - HIT, chart.y(trial) - HIT, 2 * HIT, 2 * HIT, TrialsTable.line(trial)));
        return svg.end();
    }

    static BufferedImage draw(SearchReport report) {
        PictureCanvas canvas = new PictureCanvas(WIDTH, HEIGHT);
        new SearchChart(report).draw(canvas);
        return canvas.end();
    }

    private String title() {
        return report.sloLatency() + " of each trial in milliseconds, by its rate";
    }

    private DoubleStream latencies() {
        return DoubleStream.concat(
                judged.stream().mapToDouble(trial -> trial.sloLatencyMs().getAsDouble()),
                DoubleStream.of(report.sloLatencyMs()));
    }

    private double x(TrialResult trial) {
        return x.px(trial.rate());
    }

    private double y(TrialResult trial) {
        return y.px(trial.sloLatencyMs().getAsDouble());
    }

    private void draw(Canvas canvas) {
        canvas.text("start", 8, 20, title());
        axes(canvas);
        double limit = y.px(report.sloLatencyMs());
        canvas.line(ChartStyle.GREY, LEFT, limit, RIGHT, limit);
        canvas.text("start", RIGHT + 8, limit + 4, "SLO");
        report.bracket().holdsAt().ifPresent(rate -> upright(canvas, ChartStyle.GREEN, rate, "end", "holds at "));
        report.bracket()
                .missesAt()
                .ifPresent(rate -> upright(canvas, ChartStyle.VERMILION, rate, "start", "missed from "));
        judged.forEach(trial -> mark(canvas, trial.verdict(), x(trial), y(trial)));
        mark(canvas, Judgement.HELD, RIGHT - 120, 16);
        canvas.text("start", RIGHT - 108, 20, "held");
        mark(canvas, Judgement.MISSED, RIGHT - 56, 16);
        canvas.text("start", RIGHT - 44, 20, "missed");
    }

    private void axes(Canvas canvas) {
        for (double tick : y.ticks()) {
            canvas.gridLine(LEFT, y.px(tick), RIGHT, y.px(tick));
            canvas.text("end", LEFT - 8, y.px(tick) + 4, SvgAxis.label(tick));
        }
        for (double tick : x.ticks()) {
            canvas.gridLine(x.px(tick), BOTTOM, x.px(tick), BOTTOM + 4);
            canvas.text("middle", x.px(tick), BOTTOM + 20, SvgAxis.label(tick));
        }
        canvas.text("middle", (LEFT + RIGHT) / 2.0, BOTTOM + 42, "requests per second");
    }

    private void upright(Canvas canvas, Color color, double rate, String anchor, String name) {
        canvas.line(color, x.px(rate), TOP, x.px(rate), BOTTOM);
        canvas.text(anchor, x.px(rate), TOP - 8, name + SearchReport.rate(rate));
    }

    /** A square, or a cross: colours alone do not tell everybody. */
    private static void mark(Canvas canvas, Judgement judgement, double x, double y) {
        if (judgement == Judgement.HELD) {
            canvas.dot(ChartStyle.GREEN, x, y);
        } else {
            canvas.line(ChartStyle.VERMILION, x - MARK, y - MARK, x + MARK, y + MARK);
            canvas.line(ChartStyle.VERMILION, x - MARK, y + MARK, x + MARK, y - MARK);
        }
    }
}
