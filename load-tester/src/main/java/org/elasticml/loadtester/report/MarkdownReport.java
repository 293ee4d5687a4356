package org.elasticml.loadtester.report;

import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.elasticml.loadtester.measure.Latency;
import org.elasticml.loadtester.measure.ReplicaFigures;
import org.elasticml.loadtester.measure.Summary;

/** The report as GitHub shows it: tables, and the charts beside it. */
final class MarkdownReport {
    private final Report report;
    private final Summary summary;
    private final MarkdownText text = new MarkdownText();

    private MarkdownReport(Report report) {
        this.report = report;
        summary = report.summary();
    }

    static String of(Report report) {
        MarkdownReport markdown = new MarkdownReport(report);
        markdown.addHead();
        markdown.addRequests();
        markdown.addLatency();
        markdown.addScaling();
        markdown.addCapacity();
        markdown.addResources();
        markdown.addReplicas();
        markdown.addErrors();
        markdown.addRun();
        return markdown.text.toString();
    }

    private void addHead() {
        text.line("# "
                + MarkdownText.escaped(
                        report.run().command() + " to " + report.run().url()));
        text.line("");
        text.line("**" + MarkdownText.escaped(report.verdict()) + "**");
    }

    private void addRequests() {
        text.heading("Requests");
        text.table(
                List.of("", "requests", "share"),
                Stream.of(
                                count("succeeded", summary.succeeded()),
                                count("refused", summary.refused()),
                                count("failed", summary.failed()),
                                count("all", summary.requests()))
                        .toList());
        text.image("Requests and latency per second", "per_second.png");
        text.heading("Figures");
        text.table(List.of("", ""), Tables.figures(report));
    }

    private List<String> count(String name, int count) {
        return List.of(name, Figures.count(count), Figures.percent(count, summary.requests()));
    }

    private void addLatency() {
        text.heading("Latency of succeeded requests, from the instant each was due");
        summary.latencyMs().ifPresentOrElse(this::addPercentiles, () -> text.line("None succeeded."));
        text.image("How latencies are distributed", "latency_distribution.png");
    }

    private void addPercentiles(Latency latency) {
        text.table(Tables.percentileNames(), List.of(Tables.percentiles(latency)));
    }

    private void addScaling() {
        report.scaling().filter(scaling -> !scaling.changes().isEmpty()).ifPresent(scaling -> {
            text.heading("Changes of the number of replicas");
            text.table(Tables.SCALE_CHANGE_HEADER, Tables.scaleChanges(scaling));
        });
    }

    private void addCapacity() {
        text.heading(CapacityText.TITLE);
        text.table(List.of("", ""), CapacityText.rows(report.capacity()));
    }

    private void addResources() {
        if (!report.resources().isEmpty()) {
            text.heading(Tables.RESOURCE_TITLE);
            text.table(Tables.RESOURCE_HEADER, Tables.resources(report.resourceFigures()));
        }
    }

    private void addReplicas() {
        if (report.replicas().isEmpty()) {
            return;
        }
        text.heading("Replicas");
        text.table(Tables.REPLICA_HEADER, Tables.replicas(report.replicas()));
        text.line("");
        text.line(String.format(
                Locale.ROOT,
                "Coefficient of variation of the answers: %.1f %%.",
                100 * ReplicaFigures.coefficientOfVariation(report.replicas())));
        text.image("Share of each replica", "node_distribution.png");
        text.image("Replicas side by side", Comparison.FILE);
    }

    private void addErrors() {
        if (!summary.errors().isEmpty()) {
            text.heading("Errors, the first different ones");
            text.table(List.of("message", "requests"), Tables.errors(summary));
        }
    }

    private void addRun() {
        text.heading("Run");
        text.table(List.of("setting", "value"), Tables.settings(report.run()));
        text.line("");
        text.line("Every request is in `requests.csv`, every second in `per_second.csv`, requests in flight in"
                + " `users.csv`; `report.html` shows it all.");
    }
}
