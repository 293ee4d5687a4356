package org.elasticml.loadtester.report;

import java.awt.Color;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.DoubleFunction;
import java.util.function.ToDoubleFunction;
import javax.imageio.ImageIO;
import org.elasticml.loadtester.measure.Latency;
import org.elasticml.loadtester.measure.ReplicaFigures;
import org.elasticml.loadtester.measure.Summary;

/**
 * Latencies and throughputs side by side: of several runs, or of the replicas of one.
 *
 * @param title what is compared
 */
public record Comparison(String title, List<Row> rows) {
    static final String FILE = "performance_comparison.png";

    /**
     * One of those compared. A latency that is not known is not a number.
     *
     * @param rps succeeded requests a second
     */
    record Row(String name, double p50Ms, double p95Ms, double p99Ms, double rps) {}

    static Comparison ofRuns(Map<String, Summary> runs) {
        return of("Runs side by side", runs);
    }

    static Comparison of(String title, Map<String, Summary> runs) {
        return new Comparison(
                title,
                runs.entrySet().stream()
                        .map(run -> row(run.getKey(), run.getValue()))
                        .toList());
    }

    /** Of a run whose answers name no replica, the run as a whole. */
    static Comparison ofReplicas(Report report) {
        if (report.replicas().isEmpty()) {
            return new Comparison("Performance", List.of(row("all", report.summary())));
        }
        return new Comparison(
                "Replicas side by side",
                report.replicas().stream().map(Comparison::row).toList());
    }

    private static Row row(String name, Summary summary) {
        return new Row(
                name,
                summary.latencyMs().map(Latency::p50).orElse(Double.NaN),
                summary.latencyMs().map(Latency::p95).orElse(Double.NaN),
                summary.latencyMs().map(Latency::p99).orElse(Double.NaN),
                summary.throughputRps());
    }

    private static Row row(ReplicaFigures replica) {
        return new Row(replica.replica(), replica.p50Ms(), replica.p95Ms(), replica.p99Ms(), replica.perSecond());
    }

    /**
     * A table for the terminal; several lines, the last one ended.
     *
     * @param runs by name, in their order
     */
    public static String text(Map<String, Summary> runs) {
        return TextTable.of(Tables.RUN_HEADER, Tables.runs(runs));
    }

    /**
     * Writes {@code comparison.md}, {@code comparison.html} and {@code performance_comparison.png}.
     *
     * @param folder is there
     * @return why there is no picture; empty if there is one
     * @throws IOException if a file cannot be written
     */
    public static Optional<String> write(Path folder, Map<String, Summary> runs) throws IOException {
        Comparison comparison = ofRuns(runs);
        MarkdownText markdown = new MarkdownText();
        markdown.line("# " + comparison.title());
        markdown.line("");
        markdown.table(Tables.RUN_HEADER, Tables.runs(runs));
        markdown.image(comparison.title(), FILE);
        Files.writeString(folder.resolve("comparison.md"), markdown.toString());
        Html html = HtmlPage.begin(comparison.title());
        comparison.addTo(html);
        html.section("Figures").table(Tables.RUN_HEADER, Tables.runs(runs)).endSection();
        Files.writeString(folder.resolve("comparison.html"), HtmlPage.end(html));
        return comparison.writePicture(folder);
    }

    /** Charts of latency and throughput. */
    void addTo(Html html) {
        for (BarPanel panel : panels()) {
            html.section(panel.title()).wide(BarPanelSvg.of(panel, names())).endSection();
        }
    }

    Optional<String> writePicture(Path folder) throws IOException {
        BufferedImage picture;
        try {
            picture = draw();
        } catch (RuntimeException | LinkageError | InternalError e) {
            return Optional.of(ChartStyle.noFonts(e));
        }
        ImageIO.write(picture, "png", folder.resolve(FILE).toFile());
        return Optional.empty();
    }

    BufferedImage draw() {
        return BarChart.draw(title, names(), panels());
    }

    private List<String> names() {
        return rows.stream().map(Row::name).toList();
    }

    private List<BarPanel> panels() {
        return List.of(
                new BarPanel(
                        "Latency of succeeded requests (ms)",
                        List.of(
                                series("p50", ChartStyle.GREEN, Row::p50Ms, Figures::millis),
                                series("p95", ChartStyle.ORANGE, Row::p95Ms, Figures::millis),
                                series("p99", ChartStyle.VERMILION, Row::p99Ms, Figures::millis))),
                new BarPanel(
                        "Succeeded requests per second",
                        List.of(series("requests/s", ChartStyle.BLUE, Row::rps, Figures::number))));
    }

    private BarPanel.Series series(String name, Color color, ToDoubleFunction<Row> value, DoubleFunction<String> text) {
        double[] values = rows.stream().mapToDouble(value).toArray();
        return new BarPanel.Series(name, color, values, row -> text.apply(values[row]));
    }
}
