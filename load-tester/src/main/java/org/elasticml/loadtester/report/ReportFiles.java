package org.elasticml.loadtester.report;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import javax.imageio.ImageIO;
import org.elasticml.loadtester.measure.Scaling;

/** Writes a report into a folder that is there. What it finds there under the same names, it replaces. */
public final class ReportFiles {
    static final String SUMMARY = "summary.json";
    static final String REQUESTS = "requests.csv";
    static final String PER_SECOND = "per_second.csv";
    static final String LATENCIES = "latency.hgrm";
    static final String SAMPLES = "samples.csv";
    static final String SCALE_CHANGES = "scale_changes.csv";
    static final String RESOURCES = "resources.csv";

    private ReportFiles() {}

    private interface Content {
        void write(Writer out) throws IOException;
    }

    /**
     * Everything but the charts that are pictures.
     *
     * @throws IOException if a file cannot be written
     */
    public static void write(Path folder, Report report) throws IOException {
        write(folder.resolve(REQUESTS), out -> RequestsCsv.write(out, report.records()));
        writeIf(!report.samples().isEmpty(), folder.resolve(SAMPLES), out -> SamplesCsv.write(out, report.samples()));
        writeIf(
                !report.resources().isEmpty(),
                folder.resolve(RESOURCES),
                out -> ResourcesCsv.write(out, report.resources()));
        Optional<Scaling> changes =
                report.scaling().filter(scaling -> scaling.unknown().isEmpty());
        writeIf(
                changes.isPresent(),
                folder.resolve(SCALE_CHANGES),
                out -> ScaleChangesCsv.write(out, changes.orElseThrow().changes()));
        writeAgain(folder, report);
    }

    /**
     * The same of a report that was read from this folder: what was recorded is left alone, or it would be lost if this is
     * interrupted or the disk is full.
     *
     * @throws IOException if a file cannot be written
     */
    public static void writeAgain(Path folder, Report report) throws IOException {
        write(folder.resolve(SUMMARY), out -> SummaryJson.write(out, report));
        write(folder.resolve(PER_SECOND), out -> SecondsCsv.write(out, report.seconds()));
        write(folder.resolve(LATENCIES), out -> LatencyFile.write(out, report.records()));
        write(folder.resolve("users.csv"), out -> UsersCsv.write(out, report.users()));
        write(folder.resolve("report.md"), out -> out.write(MarkdownReport.of(report)));
        write(folder.resolve("report.html"), out -> out.write(HtmlReport.of(report)));
    }

    private static void writeIf(boolean known, Path file, Content content) throws IOException {
        if (known) {
            write(file, content);
        } else {
            // Of an earlier run: it would be taken for this one's.
            Files.deleteIfExists(file);
        }
    }

    private static void write(Path file, Content content) throws IOException {
        try (Writer out = Files.newBufferedWriter(file)) {
            content.write(out);
        }
    }

    /**
     * @return why there are no charts; empty if there are
     * @throws IOException if a file cannot be written
     */
    public static Optional<String> writeCharts(Path folder, Report report) throws IOException {
        Map<String, BufferedImage> charts = new LinkedHashMap<>();
        try {
            charts.put("latency_distribution.png", LatencyChart.draw(report));
            charts.put("per_second.png", PerSecondChart.draw(report));
            charts.put("node_distribution.png", NodeChart.draw(report));
            charts.put(Comparison.FILE, Comparison.ofReplicas(report).draw());
        } catch (RuntimeException | LinkageError | InternalError e) {
            return Optional.of(ChartStyle.noFonts(e));
        }
        for (Map.Entry<String, BufferedImage> chart : charts.entrySet()) {
            ImageIO.write(
                    chart.getValue(), "png", folder.resolve(chart.getKey()).toFile());
        }
        return Optional.empty();
    }
}
