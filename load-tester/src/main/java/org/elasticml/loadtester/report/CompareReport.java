package org.elasticml.loadtester.report;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.elasticml.loadtester.measure.Summary;
import org.elasticml.loadtester.measure.compare.Difference;
import org.elasticml.loadtester.measure.compare.Differences;
import org.elasticml.loadtester.measure.compare.Piece;

/** Deployments that did the same work, side by side: figures of each, how they differ from the baseline, and how sure that is. */
public final class CompareReport {
    static final String JSON = "comparison.json";
    static final String MARKDOWN = "comparison.md";
    static final String PAGE = "comparison.html";
    static final String DIFFERENCES = "differences.png";

    /** What the folder of a comparison holds besides those of its deployments. */
    public static final Set<String> FILES = Set.of(JSON, MARKDOWN, PAGE, DIFFERENCES, Comparison.FILE);

    private final List<Deployment> deployments;
    private final Map<String, Summary> pooled = new LinkedHashMap<>();
    private final Differences differences;
    private final List<String> doubts;
    private final List<String> notes;

    /**
     * @param deployments at least two, with different names
     * @param baseline the name of one of them
     * @param doubts why the figures are not to be believed; none if they are
     * @param remarks to be shown with them, a sentence each
     */
    public CompareReport(List<Deployment> deployments, String baseline, List<String> doubts, List<String> remarks) {
        this.deployments = List.copyOf(deployments);
        this.doubts = List.copyOf(doubts);
        Map<String, List<Piece>> pieces = new LinkedHashMap<>();
        OptionalInt stretches = stretches(deployments);
        for (Deployment deployment : deployments) {
            pooled.put(deployment.name(), deployment.pooled());
            pieces.put(deployment.name(), deployment.pieces(stretches.orElse(1)));
        }
        Deployment first = deployments.get(0);
        boolean paired = deployments.stream().skip(1).allMatch(first::isPairedWith);
        differences = stretches.isPresent()
                ? Differences.ofStretches(pieces, baseline, paired)
                : Differences.of(pieces, baseline, paired);
        notes = new ArrayList<>(remarks);
        notes.addAll(CompareNotes.of(deployments, differences, pooled));
    }

    /** As many for each single run, so that they can be paired; empty if there is none. */
    private static OptionalInt stretches(List<Deployment> deployments) {
        return deployments.stream()
                .filter(Deployment::isCut)
                .mapToInt(it -> Piece.stretches(it.rounds().get(0).records()))
                .min();
    }

    /** Whether the intervals can tell that something is slower. */
    public boolean hasIntervals() {
        return differences.all().stream()
                .filter(difference -> difference.figure().isLatency())
                .allMatch(difference -> difference.within().isPresent());
    }

    /** What is slower than the baseline by its mean, p95 or p99, as the intervals show; a clause each. */
    public List<String> slower() {
        return differences.all().stream()
                .filter(difference -> difference.figure().isLatency() && difference.isWorse())
                .map(CompareReport::clause)
                .toList();
    }

    private static String clause(Difference difference) {
        return difference.name() + ": " + difference.figure().word() + " " + CompareTables.inWords(difference);
    }

    /** For the terminal; several lines, the last one ended. */
    public String text() {
        String end = System.lineSeparator();
        return end
                + TextTable.of(CompareTables.HEADER, CompareTables.deployments(pooled, differences))
                + end
                + TextTable.of(
                        CompareTables.differencesHeader(differences), CompareTables.differences(differences, pooled))
                + end
                + notes.stream().map(note -> note + end).collect(Collectors.joining());
    }

    /**
     * Writes {@link #FILES}.
     *
     * @param folder is there
     * @return why there are no pictures; empty if there are
     * @throws IOException if a file cannot be written
     */
    public Optional<String> write(Path folder) throws IOException {
        Files.writeString(folder.resolve(JSON), CompareJson.of(deployments, pooled, differences, doubts, notes));
        Files.writeString(folder.resolve(MARKDOWN), markdown());
        Files.writeString(folder.resolve(PAGE), html());
        BufferedImage picture;
        try {
            picture = IntervalChart.draw(differences);
        } catch (RuntimeException | LinkageError | InternalError e) {
            return Optional.of(ChartStyle.noFonts(e));
        }
        ImageIO.write(picture, "png", folder.resolve(DIFFERENCES).toFile());
        return sideBySide().writePicture(folder);
    }

    private String title() {
        return String.join(", ", others()) + " compared with " + differences.baseline();
    }

    private Comparison sideBySide() {
        return Comparison.of("Deployments side by side", pooled);
    }

    private List<String> others() {
        return pooled.keySet().stream()
                .filter(name -> !name.equals(differences.baseline()))
                .toList();
    }

    /** Why not to believe what follows, and what the intervals show, a sentence for each deployment. */
    private List<String> verdict() {
        return Stream.concat(
                        doubts.stream().map(doubt -> doubt + "."),
                        others().stream().map(this::sentence))
                .toList();
    }

    private String sentence(String name) {
        List<String> shown = differences.of(name).stream()
                .filter(difference -> difference.isWorse() || difference.isBetter())
                .map(difference -> difference.figure().word() + " " + CompareTables.inWords(difference))
                .toList();
        String rough = differences.isRough() ? ", roughly: " : ": ";
        return name + (shown.isEmpty() ? ": no difference shown" : rough + String.join("; ", shown)) + ".";
    }

    private String markdown() {
        MarkdownText text = new MarkdownText();
        text.line("# " + MarkdownText.escaped(title()));
        verdict().forEach(sentence -> {
            text.line("");
            text.line("**" + MarkdownText.escaped(sentence) + "**");
        });
        text.heading("Figures");
        text.table(CompareTables.HEADER, CompareTables.deployments(pooled, differences));
        text.image("Deployments side by side", Comparison.FILE);
        text.heading("Differences");
        text.table(CompareTables.differencesHeader(differences), CompareTables.differences(differences, pooled));
        text.image("Differences and their intervals", DIFFERENCES);
        notes.forEach(note -> {
            text.line("");
            text.line(MarkdownText.escaped(note));
        });
        text.heading("What was compared");
        text.table(List.of("", ""), CompareNotes.facts(deployments));
        return text.toString();
    }

    private String html() {
        Html html = HtmlPage.begin(title());
        verdict().forEach(sentence -> html.raw("<p class=\"verdict" + (doubts.isEmpty() ? "" : " bad") + "\">")
                .text(sentence)
                .raw("</p>\n"));
        html.section("Figures")
                .table(CompareTables.HEADER, CompareTables.deployments(pooled, differences))
                .endSection();
        html.section("Differences").wide(IntervalChart.svg(differences));
        html.table(CompareTables.differencesHeader(differences), CompareTables.differences(differences, pooled));
        notes.forEach(html::remark);
        html.endSection();
        sideBySide().addTo(html);
        html.section("What was compared")
                .table(List.of(), CompareNotes.facts(deployments))
                .endSection();
        return HtmlPage.end(html);
    }
}
