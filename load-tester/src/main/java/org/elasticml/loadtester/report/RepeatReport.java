package org.elasticml.loadtester.report;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.elasticml.loadtester.measure.Bootstrap;
import org.elasticml.loadtester.measure.RepeatFigure;
import org.elasticml.loadtester.measure.Summary;

/** Several runs of the same: each beside the others, and the mean of each figure with a 95 % bootstrap interval. */
public final class RepeatReport {
    private static final List<String> HEADER = List.of("figure", "mean", "95 % from", "to", "runs");

    private final List<Summary> runs;
    private final Map<String, Summary> named = new LinkedHashMap<>();
    private final List<RepeatFigure> figures;

    private RepeatReport(List<Summary> runs) {
        this.runs = runs;
        runs.forEach(run -> named.put("run " + (named.size() + 1), run));
        figures = RepeatFigure.of(runs);
    }

    /** A table for the terminal; several lines, the last one ended. */
    public static String text(List<Summary> runs) {
        RepeatReport report = new RepeatReport(runs);
        return System.lineSeparator() + report.title() + System.lineSeparator() + TextTable.of(HEADER, report.rows());
    }

    /**
     * Writes {@code repeats.json}, {@code repeats.md}, {@code repeats.html} and {@code performance_comparison.png}.
     *
     * @param folder is there
     * @return why there is no picture; empty if there is one
     * @throws IOException if a file cannot be written
     */
    public static Optional<String> write(Path folder, List<Summary> runs) throws IOException {
        RepeatReport report = new RepeatReport(runs);
        Files.writeString(folder.resolve("repeats.json"), report.json());
        Files.writeString(folder.resolve("repeats.md"), report.markdown());
        Files.writeString(folder.resolve("repeats.html"), report.html());
        return Comparison.ofRuns(report.named).writePicture(folder);
    }

    private String title() {
        return runs.size() + " runs: means and 95 % bootstrap intervals"
                + (runs.size() < Bootstrap.FEW ? " (rough: fewer than " + Bootstrap.FEW + " runs)" : "");
    }

    private String json() throws IOException {
        ObjectNode json = Json.MAPPER.createObjectNode();
        json.put("rough", runs.size() < Bootstrap.FEW);
        ObjectNode means = json.putObject("figures");
        figures.forEach(figure -> means.set(figure.key(), Json.MAPPER.valueToTree(figure.interval())));
        ArrayNode each = json.putArray("runs");
        runs.forEach(run -> each.add(Json.MAPPER.<ObjectNode>valueToTree(run)));
        return Json.MAPPER.writeValueAsString(json) + "\n";
    }

    private String markdown() {
        MarkdownText text = new MarkdownText();
        text.line("# " + title());
        text.line("");
        text.table(HEADER, rows());
        text.heading("Runs");
        text.table(Tables.RUN_HEADER, Tables.runs(named));
        text.image("Runs side by side", Comparison.FILE);
        return text.toString();
    }

    private String html() {
        Html html = HtmlPage.begin(title());
        html.table(HEADER, rows());
        Comparison.ofRuns(named).addTo(html);
        html.section("Runs").table(Tables.RUN_HEADER, Tables.runs(named)).endSection();
        return HtmlPage.end(html);
    }

    private List<List<String>> rows() {
        return figures.stream()
                .map(figure -> List.of(
                        figure.title() + " (" + figure.unit() + ")",
                        number(figure, figure.interval().mean()),
                        number(figure, figure.interval().low()),
                        number(figure, figure.interval().high()),
                        String.valueOf(figure.runs())))
                .toList();
    }

    /** Shares with two decimals: between 99.9 % and 99.99 % lies a lot. */
    private static String number(RepeatFigure figure, double value) {
        return figure.unit().equals("%") ? Csv.decimalText(value, 2) : Figures.number(value);
    }
}
