package org.elasticml.loadtester.report;

import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.elasticml.loadtester.measure.Latency;
import org.elasticml.loadtester.measure.ReplicaFigures;
import org.elasticml.loadtester.measure.Scaling;
import org.elasticml.loadtester.measure.Summary;

/** The report as a page: what it comes to, figures, charts over time, tables. */
final class HtmlReport {
    private static final int MAX_PREDICTIONS = 10;

    private final Report report;
    private final Summary summary;
    private final Html html;

    private HtmlReport(Report report) {
        this.report = report;
        summary = report.summary();
        html = HtmlPage.begin(report.run().command() + " to " + report.run().url());
    }

    static String of(Report report) {
        HtmlReport page = new HtmlReport(report);
        page.addVerdict();
        page.addTiles();
        page.addTimeCharts();
        page.addScaling();
        page.addCapacity();
        page.addResources();
        page.addLatency();
        page.addReplicas();
        page.addErrors();
        page.addPredictions();
        page.addFacts();
        return HtmlPage.end(page.html);
    }

    private void addVerdict() {
        html.raw("<p class=\"verdict" + (report.missed().isEmpty() ? "" : " bad") + "\">")
                .text(report.verdict())
                .raw("</p>\n");
    }

    private void addTiles() {
        html.raw("<dl class=\"tiles\">\n");
        tile(
                "SLO attainment",
                Figures.percent(summary.sloAttainment()),
                "within " + Figures.trimmed(summary.sloMs()) + " ms");
        String p99 = summary.latencyMs().map(it -> Figures.millis(it.p99())).orElse(Figures.NONE);
        String p50 = summary.latencyMs().map(it -> Figures.millis(it.p50())).orElse(Figures.NONE);
        tile("p99 latency", p99, "p50 " + p50);
        tile("requests", Figures.count(summary.requests()), Figures.count(summary.succeeded()) + " succeeded");
        tile(
                "refused, failed",
                Figures.count(summary.refused()) + ", " + Figures.count(summary.failed()),
                Figures.percent(summary.refused() + summary.failed(), summary.requests()) + " of all");
        tile("throughput", Figures.number(summary.throughputRps()) + "/s", throughputNote());
        summary.coreSeconds()
                .ifPresent(cost -> tile(
                        "cost",
                        Figures.number(cost) + " core-s",
                        String.format(
                                Locale.ROOT,
                                "%.2f replicas in the mean, %d at most",
                                summary.replicasMean().orElseThrow(),
                                summary.replicasMax().orElseThrow())));
        summary.scheduleLagMs()
                .ifPresent(
                        lag -> tile("schedule lag p99", Figures.millis(lag.p99()), "max " + Figures.millis(lag.max())));
        tile("duration", String.format(Locale.ROOT, "%.1f s", summary.durationS()), "to the last answer");
        html.raw("</dl>\n");
    }

    private String throughputNote() {
        return report.isClosedLoop() && summary.sequentialRps().isPresent()
                ? Figures.number(summary.sequentialRps().getAsDouble()) + "/s one after another (1000/mean)"
                : "succeeded requests";
    }

    private void tile(String name, String value, String note) {
        html.raw("<div><dt>")
                .text(name)
                .raw("</dt><dd>")
                .text(value)
                .raw("<small>")
                .text(note)
                .raw("</small></dd></div>\n");
    }

    private void addTimeCharts() {
        for (TimeCharts.Titled chart : TimeCharts.of(report)) {
            html.section(chart.title()).wide(chart.svg()).endSection();
        }
    }

    private void addScaling() {
        if (report.scaling().isEmpty()) {
            return;
        }
        Scaling scaling = report.scaling().get();
        html.section("Changes of the number of replicas");
        if (scaling.changes().isEmpty()) {
            html.element("p", scaling.unknown().map(why -> why + ".").orElse("None."));
        } else {
            html.wordsTable(Tables.SCALE_CHANGE_HEADER, Tables.scaleChanges(scaling));
        }
        html.endSection();
    }

    private void addCapacity() {
        html.section(CapacityText.TITLE);
        html.table(List.of(), CapacityText.rows(report.capacity()));
        CapacityChart.svg(report.capacity(), summary.sloMs()).ifPresent(html::wide);
        html.endSection();
    }

    private void addResources() {
        if (!report.resources().isEmpty()) {
            html.section(Tables.RESOURCE_TITLE)
                    .table(Tables.RESOURCE_HEADER, Tables.resources(report.resourceFigures()))
                    .endSection();
        }
    }

    private void addLatency() {
        html.section("How latencies are distributed");
        if (summary.latencyMs().isEmpty()) {
            html.element("p", "No request succeeded.").endSection();
            return;
        }
        Latency latency = summary.latencyMs().get();
        html.wide(HistogramChart.svg(report));
        html.table(
                withCorner("latency", Tables.percentileNames()),
                List.of(withCorner("all", Tables.percentiles(latency))));
        html.endSection();
    }

    private static List<String> withCorner(String first, List<String> others) {
        return Stream.concat(Stream.of(first), others.stream()).toList();
    }

    private void addReplicas() {
        if (report.replicas().isEmpty()) {
            return;
        }
        html.section("Replicas");
        html.table(Tables.REPLICA_HEADER, Tables.replicas(report.replicas()));
        html.remark(String.format(
                Locale.ROOT,
                "Coefficient of variation of the answers over %d replicas: %.1f %%.",
                report.replicas().size(),
                100 * ReplicaFigures.coefficientOfVariation(report.replicas())));
        html.endSection();
    }

    private void addErrors() {
        if (!summary.errors().isEmpty()) {
            html.section("Errors, the first different ones")
                    .table(List.of("message", "requests"), Tables.errors(summary))
                    .endSection();
        }
    }

    private void addPredictions() {
        if (summary.predictions().isEmpty()) {
            return;
        }
        html.section("What was answered most")
                .table(
                        List.of("label", "answers", "mean confidence"),
                        summary.predictions().entrySet().stream()
                                .limit(MAX_PREDICTIONS)
                                .map(entry -> List.of(
                                        entry.getKey(),
                                        Figures.count(entry.getValue().count()),
                                        Figures.percent(entry.getValue().meanConfidence())))
                                .toList())
                .endSection();
    }

    private void addFacts() {
        html.section("Run").table(List.of(), Tables.figures(report)).endSection();
        html.section("Settings").table(List.of(), Tables.settings(report.run())).endSection();
    }
}
