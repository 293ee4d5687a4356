package org.elasticml.loadtester.report;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import javax.imageio.ImageIO;

/** Writes a search into a folder that is there: as a page, as Markdown, for machines, and as a picture. */
public final class SearchFiles {
    private static final String PICTURE = "search.png";

    private SearchFiles() {}

    /**
     * @return why there is no picture; empty if there is one
     * @throws IOException if a file cannot be written
     */
    public static Optional<String> write(Path folder, SearchReport report) throws IOException {
        Files.writeString(folder.resolve("search.json"), json(report));
        Files.writeString(folder.resolve("search.md"), markdown(report));
        Files.writeString(folder.resolve("search.html"), html(report));
        try (Writer out = Files.newBufferedWriter(folder.resolve("trials.csv"))) {
            TrialsTable.write(out, report.trials());
        }
        BufferedImage picture;
        try {
            picture = SearchChart.draw(report);
        } catch (RuntimeException | LinkageError | InternalError e) {
            return Optional.of(ChartStyle.noFonts(e));
        }
        ImageIO.write(picture, "png", folder.resolve(PICTURE).toFile());
        return Optional.empty();
    }

    private static String json(SearchReport report) throws IOException {
        ObjectNode json = Json.MAPPER.createObjectNode();
        json.put("slo", report.slo());
        put(json, "holds_at_rps", report.bracket().holdsAt());
        put(json, "misses_at_rps", report.bracket().missesAt());
        put(json, "replicas", report.replicas());
        put(json, "per_replica_rps", report.perReplicaRps());
        json.put("done", report.ended().isEmpty());
        json.put("answer", report.answer());
        json.put("contradictions", report.bracket().contradictions());
        json.put("seconds", report.seconds());
        json.put("lowest_rps", report.limits().lowest());
        json.set("run", Json.MAPPER.valueToTree(report.run()));
        json.set("trials", Json.MAPPER.valueToTree(report.trials()));
        return Json.MAPPER.writeValueAsString(json) + "\n";
    }

    private static void put(ObjectNode json, String name, OptionalDouble value) {
        if (value.isPresent()) {
            json.put(name, value.getAsDouble());
        } else {
            json.putNull(name);
        }
    }

    private static String markdown(SearchReport report) {
        MarkdownText text = new MarkdownText();
        text.line("# search on " + MarkdownText.escaped(report.run().url()));
        text.line("");
        text.line("**" + MarkdownText.escaped(report.answer()) + "**");
        text.image("Latency of each trial by its rate", PICTURE);
        text.heading("Trials");
        text.table(TrialsTable.HEADER, TrialsTable.rows(report.trials()));
        text.line("");
        text.line(contradictions(report));
        text.heading("Run");
        text.table(List.of("setting", "value"), Tables.settings(report.run()));
        return text.toString();
    }

    private static String html(SearchReport report) {
        Html html = HtmlPage.begin("search on " + report.run().url());
        boolean found = report.bracket().holdsAt().isPresent() && report.ended().isEmpty();
        html.raw("<p class=\"verdict" + (found ? "" : " bad") + "\">")
                .text(report.answer())
                .raw("</p>\n");
        html.section("Latency by rate").wide(SearchChart.svg(report)).endSection();
        html.section("Trials").wordsTable(TrialsTable.HEADER, TrialsTable.rows(report.trials()));
        html.remark(contradictions(report)).endSection();
        html.section("Settings").table(List.of(), Tables.settings(report.run())).endSection();
        return HtmlPage.end(html);
    }

    private static String contradictions(SearchReport report) {
        int count = report.bracket().contradictions();
        return count == 0
                ? "No trials contradict each other."
                : "At " + count + (count == 1 ? " rate" : " rates")
                        + " some trials held and some missed; five that held, or two that missed, decide.";
    }
}
