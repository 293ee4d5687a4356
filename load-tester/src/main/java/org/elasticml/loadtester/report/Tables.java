package org.elasticml.loadtester.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.function.DoubleFunction;
import java.util.function.ToDoubleFunction;
import java.util.stream.Stream;
import org.elasticml.loadtester.measure.Latency;
import org.elasticml.loadtester.measure.ReplicaFigures;
import org.elasticml.loadtester.measure.Scaling;
import org.elasticml.loadtester.measure.ScheduleFit;
import org.elasticml.loadtester.measure.Summary;
import org.elasticml.loadtester.measure.resource.ResourceFigures;

/** What the tables of a report hold, whatever they are written in. */
final class Tables {
    static final List<String> REPLICA_HEADER =
            List.of("replica", "answers", "share", "requests/s", "p50", "p95", "p99");

    static final List<String> SCALE_CHANGE_HEADER = List.of("time", "replicas", "why");

    static final String RESOURCE_TITLE = "CPU and memory of watched processes";

    static final List<String> RESOURCE_HEADER = List.of(
            "process", "cores, mean", "cores, max", "CPU-seconds", "CPU a request", "memory, mean", "memory, max");

    static final List<String> RUN_HEADER =
            List.of("run", "requests", "p50", "p95", "p99", "attainment", "requests/s", "core-seconds");

    /** A table of more is not read. */
    private static final int MAX_ROWS = 100;

    private Tables() {}

    static List<String> percentileNames() {
        return List.of("min", "mean", "stddev", "p50", "p75", "p90", "p95", "p99", "p99.9", "max");
    }

    /** Those of {@link #percentileNames}. */
    static List<String> percentiles(Latency latency) {
        return List.of(
                Figures.millis(latency.min()),
                Figures.millis(latency.mean()),
                Figures.millis(latency.stddev()),
                Figures.millis(latency.p50()),
                Figures.millis(latency.p75()),
                Figures.millis(latency.p90()),
                Figures.millis(latency.p95()),
                Figures.millis(latency.p99()),
                Figures.millis(latency.p999()),
                Figures.millis(latency.max()));
    }

    /** With {@link #REPLICA_HEADER}. */
    static List<List<String>> replicas(List<ReplicaFigures> replicas) {
        return replicas.stream()
                .limit(MAX_ROWS)
                .map(replica -> List.of(
                        replica.replica(),
                        Figures.count(replica.answers()),
                        Figures.percent(replica.share()),
                        Figures.number(replica.perSecond()),
                        Figures.millis(replica.p50Ms()),
                        Figures.millis(replica.p95Ms()),
                        Figures.millis(replica.p99Ms())))
                .toList();
    }

    /** With {@link #RESOURCE_HEADER}; sums of several last. */
    static List<List<String>> resources(List<ResourceFigures> figures) {
        Stream<ResourceFigures> each = figures.stream().filter(it -> it.processes() == 1);
        Stream<ResourceFigures> sums = figures.stream().filter(it -> it.processes() > 1);
        return Stream.concat(each.limit(MAX_ROWS), sums).map(Tables::resource).toList();
    }

    private static List<String> resource(ResourceFigures process) {
        return List.of(
                process.name(),
                optional(process.meanCores(), Figures::number),
                optional(process.maxCores(), Figures::number),
                optional(process.cpuSeconds(), Figures::number),
                optional(process.cpuMsPerRequest(), Figures::millis),
                optional(process.memoryMeanMb(), Figures::megabytes),
                optional(process.memoryMaxMb(), Figures::megabytes));
    }

    private static String optional(OptionalDouble value, DoubleFunction<String> text) {
        return value.isPresent() ? text.apply(value.getAsDouble()) : Figures.NONE;
    }

    private static List<String> run(String name, Summary summary) {
        return List.of(
                name,
                Figures.count(summary.requests()),
                latency(summary, Latency::p50),
                latency(summary, Latency::p95),
                latency(summary, Latency::p99),
                Figures.percent(summary.sloAttainment()),
                Figures.number(summary.throughputRps()),
                optional(summary.coreSeconds(), Figures::number));
    }

    /** With {@link #RUN_HEADER}. */
    static List<List<String>> runs(Map<String, Summary> runs) {
        return runs.entrySet().stream()
                .map(run -> run(run.getKey(), run.getValue()))
                .toList();
    }

    static String latency(Summary summary, ToDoubleFunction<Latency> value) {
        return summary.latencyMs()
                .map(latency -> Figures.millis(value.applyAsDouble(latency)))
                .orElse(Figures.NONE);
    }

    static List<List<String>> errors(Summary summary) {
        return summary.errors().entrySet().stream()
                .map(entry -> List.of(entry.getKey(), Figures.count(entry.getValue())))
                .toList();
    }

    static List<List<String>> settings(RunInfo run) {
        List<List<String>> rows = new ArrayList<>();
        rows.add(List.of("command", run.command()));
        rows.add(List.of("target", run.url()));
        for (Map.Entry<String, String> setting : run.settings().entrySet()) {
            rows.add(List.of(setting.getKey(), setting.getValue()));
        }
        rows.add(List.of("photos", run.photos()));
        return rows;
    }

    /** Label and value of what is known of a run besides its counts and latencies. */
    static List<List<String>> figures(Report report) {
        Summary summary = report.summary();
        List<List<String>> rows = new ArrayList<>();
        rows.add(List.of("duration", String.format(Locale.ROOT, "%.1f s", summary.durationS())));
        rows.add(List.of("throughput", Figures.number(summary.throughputRps()) + " succeeded requests/s"));
        if (report.isClosedLoop() && summary.sequentialRps().isPresent()) {
            rows.add(List.of(
                    "sequential equivalent",
                    Figures.number(summary.sequentialRps().getAsDouble()) + " requests/s (1000 / mean latency in ms)"));
        }
        rows.add(List.of(
                "SLO attainment",
                Figures.percent(summary.sloAttainment()) + " within " + Figures.trimmed(summary.sloMs()) + " ms, "
                        + Figures.count(summary.sloViolations()) + " violations"));
        if (summary.coreSeconds().isPresent()) {
            rows.add(List.of(
                    "cost",
                    String.format(
                            Locale.ROOT,
                            "%s core-seconds, %.2f replicas in the mean, %d at most",
                            Figures.number(summary.coreSeconds().getAsDouble()),
                            summary.replicasMean().orElseThrow(),
                            summary.replicasMax().orElseThrow())));
        }
        report.scaling().ifPresent(scaling -> rows.add(List.of("scale changes", scaling.inWords())));
        rows.addAll(lag(report));
        rows.add(List.of("weights", report.weights()));
        if (summary.top1().isPresent()) {
            rows.add(List.of(
                    "accuracy",
                    "top-1 " + Figures.percent(summary.top1()) + ", top-5 " + Figures.percent(summary.top5())));
        }
        return rows;
    }

    /** With {@link #SCALE_CHANGE_HEADER}. */
    static List<List<String>> scaleChanges(Scaling scaling) {
        return scaling.changes().stream()
                .map(change -> List.of(
                        String.format(Locale.ROOT, "%.1f s", change.seconds()),
                        change.from() + " → " + change.to(),
                        change.reason() + ": " + change.words()))
                .toList();
    }

    /** How well the schedule was kept. */
    static List<List<String>> lag(Report report) {
        List<List<String>> rows = new ArrayList<>();
        report.summary()
                .scheduleLagMs()
                .ifPresent(lag -> rows.add(List.of(
                        "schedule lag",
                        "p50 " + Figures.millis(lag.p50()) + ", p99 " + Figures.millis(lag.p99()) + ", max "
                                + Figures.millis(lag.max()))));
        report.fit().ifPresent(fit -> rows.add(List.of("gaps between requests", gaps(fit))));
        return rows;
    }

    private static String gaps(ScheduleFit fit) {
        return String.format(
                Locale.ROOT,
                "Kolmogorov–Smirnov distance from a Poisson process: %.4f of %s intended gaps (p = %.3f, %s at 5 %%),"
                        + " %.4f of the sent ones",
                fit.intended().distance(),
                Figures.count(fit.intended().gaps()),
                fit.intended().pValue(),
                fit.intendedFits() ? "passes" : "fails",
                fit.sent().distance());
    }
}
