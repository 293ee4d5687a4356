package org.elasticml.loadtester.report;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import javax.imageio.ImageIO;

/** Writes a report into a folder that is there. What it finds there under the same names, it replaces. */
public final class ReportFiles {
    private ReportFiles() {}

    /**
     * @throws IOException if a file cannot be written
     */
    public static void write(Path folder, Report report) throws IOException {
        try (Writer out = Files.newBufferedWriter(folder.resolve("summary.json"))) {
            SummaryJson.write(out, report);
        }
        try (Writer out = Files.newBufferedWriter(folder.resolve("requests.csv"))) {
            RequestsCsv.write(out, report.records());
        }
        try (Writer out = Files.newBufferedWriter(folder.resolve("per_second.csv"))) {
            SecondsCsv.write(out, report.seconds());
        }
    }

    /**
     * @return why there are no charts; empty if there are
     * @throws IOException if a file cannot be written
     */
    public static Optional<String> writeCharts(Path folder, Report report) throws IOException {
        BufferedImage latency;
        BufferedImage perSecond;
        try {
            latency = LatencyChart.draw(report);
            perSecond = PerSecondChart.draw(report);
        } catch (RuntimeException | LinkageError | InternalError e) {
            // A slim Java without fonts ends in any of these, from deep inside AWT.
            return Optional.of("this Java cannot draw text (" + e + "); install a font, e.g. fonts-dejavu-core");
        }
        ImageIO.write(latency, "png", folder.resolve("latency_distribution.png").toFile());
        ImageIO.write(perSecond, "png", folder.resolve("per_second.png").toFile());
        return Optional.empty();
    }
}
