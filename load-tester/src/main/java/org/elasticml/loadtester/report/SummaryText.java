package org.elasticml.loadtester.report;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.stream.Collectors;
import org.elasticml.loadtester.measure.Lag;
import org.elasticml.loadtester.measure.Latency;
import org.elasticml.loadtester.measure.ScaleChange;
import org.elasticml.loadtester.measure.Scaling;
import org.elasticml.loadtester.measure.Summary;
import org.elasticml.loadtester.measure.resource.ResourceFigures;

/** The summary for a reader: a label and figures with their units on each line. */
public final class SummaryText {
    private final Report report;
    private final Summary summary;
    private final StringBuilder text = new StringBuilder();

    private SummaryText(Report report) {
        this.report = report;
        summary = report.summary();
    }

    /** Several lines, the last one ended. */
    public static String of(Report report) {
        SummaryText text = new SummaryText(report);
        text.addHead();
        text.addRequests();
        text.addLatency();
        text.addModel();
        text.addScaleChanges();
        text.addCapacity();
        text.addResources();
        text.addCounts();
        return text.text.toString();
    }

    private void addHead() {
        RunInfo run = report.run();
        line("");
        line("%s to %s%s", run.command(), run.url(), summary.endedEarly() ? "; ENDED EARLY" : "");
        if (!run.settings().isEmpty()) {
            line("%s", settings(run));
        }
        line("");
        line(
                "%d/%d successful requests (%s)",
                summary.succeeded(), summary.requests(), percent(summary.succeeded(), summary.requests(), 1));
        line("");
    }

    private static String settings(RunInfo run) {
        return run.settings().entrySet().stream()
                .map(entry -> entry.getKey() + " " + entry.getValue())
                .collect(Collectors.joining(", "));
    }

    private void addRequests() {
        row("duration", "%.1f s, %.2f successful requests/s", summary.durationS(), summary.throughputRps());
        if (report.isClosedLoop() && summary.sequentialRps().isPresent()) {
            row(
                    "sequential",
                    "%.2f requests/s were they sent one after another (1000 / mean latency in ms)",
                    summary.sequentialRps().getAsDouble());
        }
        row("succeeded", "%s", count(summary.succeeded()));
        row("refused", "%s", count(summary.refused()));
        row("failed", "%s", count(summary.failed()));
        row(
                "SLO attainment",
                "%s within %s ms (%d violations)",
                share(summary.sloAttainment(), 2),
                Figures.trimmed(summary.sloMs()),
                summary.sloViolations());
        if (summary.coreSeconds().isPresent()) {
            row("cost", "%s", cost());
        }
        report.scaling().ifPresent(scaling -> row("scale changes", "%s", scaling.inWords()));
        row("schedule lag", "%s", summary.scheduleLagMs().map(SummaryText::lag).orElse("nothing was sent"));
    }

    private String cost() {
        return String.format(
                Locale.ROOT,
                "%.1f core-seconds, %.2f replicas in the mean, %d at most",
                summary.coreSeconds().orElseThrow(),
                summary.replicasMean().orElseThrow(),
                summary.replicasMax().orElseThrow());
    }

    private static String lag(Lag lag) {
        return String.format(Locale.ROOT, "p50 %.2f ms, p99 %.2f ms, max %.2f ms", lag.p50(), lag.p99(), lag.max());
    }

    private void addLatency() {
        line("");
        line("latency of succeeded requests, from the instant each was due, in ms");
        if (summary.latencyMs().isEmpty()) {
            line("  none succeeded");
            return;
        }
        Latency ms = summary.latencyMs().get();
        line("%9s%9s%9s%9s%9s%9s%9s%9s", "min", "mean", "stddev", "p50", "p90", "p95", "p99", "max");
        line(
                "%9.1f%9.1f%9.1f%9.1f%9.1f%9.1f%9.1f%9.1f",
                ms.min(), ms.mean(), ms.stddev(), ms.p50(), ms.p90(), ms.p95(), ms.p99(), ms.max());
    }

    private void addModel() {
        line("");
        row("weights", "%s", report.weights());
        if (summary.mixedWeights()) {
            row("", "the weights are mixed: not all answers come from the same model");
        }
        if (report.hasTrueLabels()) {
            row("accuracy", "%s", accuracy());
        }
        row("photos", "%s", report.run().photos());
    }

    private String accuracy() {
        return summary.top1().isPresent()
                ? "top-1 " + share(summary.top1(), 1) + ", top-5 " + share(summary.top5(), 1)
                : "n/a (no answer named any of the true labels: other classes, or all wrong)";
    }

    private void addScaleChanges() {
        List<ScaleChange> changes = report.scaling().map(Scaling::changes).orElse(List.of());
        if (!changes.isEmpty()) {
            line("");
            line("changes of the number of replicas");
        }
        for (ScaleChange change : changes) {
            line(
                    "  %6.1f s  %d → %d  %s: %s",
                    change.seconds(), change.from(), change.to(), change.reason(), change.words());
        }
    }

    private void addCapacity() {
        line("");
        CapacityText.rows(report.capacity()).forEach(row -> row(row.get(0), "%s", row.get(1)));
    }

    private void addResources() {
        if (!report.resources().isEmpty()) {
            line("");
            List<ResourceFigures> groups = ResourceFigures.ofGroups(report.resourceSeries(), summary.succeeded());
            text.append(TextTable.of(Tables.RESOURCE_HEADER, Tables.resources(groups)));
        }
    }

    private void addCounts() {
        addCounts("replicas", summary.replicas(), summary.succeeded());
        addCounts("statuses", summary.statuses(), summary.requests());
        addCounts("errors", summary.errors(), summary.requests());
    }

    private void addCounts(String title, Map<String, Integer> counts, int of) {
        if (!counts.isEmpty()) {
            line("");
            line("%s", title);
        }
        counts.forEach((name, count) ->
                line("  %7d  %6s  %s", count, percent(count, of, 1), name.equals("0") ? "no answer" : name));
    }

    private String count(int count) {
        return String.format(Locale.ROOT, "%7d  %6s", count, percent(count, summary.requests(), 1));
    }

    /** Only all is 100 %: nearly all is rounded down. */
    private static String share(OptionalDouble share, int places) {
        if (share.isEmpty()) {
            return "n/a";
        }
        double most = share.getAsDouble() < 1 ? 100 - Math.pow(10, -places) : 100;
        return Csv.decimalText(Math.min(most, 100 * share.getAsDouble()), places) + "%";
    }

    private static String percent(int count, int of, int places) {
        return share(of == 0 ? OptionalDouble.empty() : OptionalDouble.of((double) count / of), places);
    }

    private void row(String label, String format, Object... values) {
        line("%-18s%s", label, String.format(Locale.ROOT, format, values));
    }

    private void line(String format, Object... values) {
        text.append(String.format(Locale.ROOT, format, values)).append(System.lineSeparator());
    }
}
