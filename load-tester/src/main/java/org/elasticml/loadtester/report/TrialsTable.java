package org.elasticml.loadtester.report;

import java.io.IOException;
import java.io.Writer;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;

/** The trials of a search as lines and as a table. */
public final class TrialsTable {
    static final List<String> HEADER =
            List.of("trial", "rate", "verdict", "p50", "p99", "refused, failed", "requests", "seconds", "why");

    private TrialsTable() {}

    /** A line for the terminal, when it is over. */
    public static String line(TrialResult trial) {
        return String.format(
                Locale.ROOT,
                "trial %2d  %9s  %-6s  p99 %8s  %s%s",
                trial.number(),
                SearchReport.rate(trial.rate()),
                trial.verdict().word(),
                millis(trial.p99Ms()),
                errors(trial),
                trial.reason().isEmpty() ? "" : "  (" + trial.reason() + ")");
    }

    private static String errors(TrialResult trial) {
        int errors = trial.refused() + trial.failed();
        return errors == 0
                ? trial.requests() == 1
                        ? "1 request, no error"
                        : Figures.count(trial.requests()) + " requests, no errors"
                : String.format(Locale.ROOT, "%,d of %,d requests refused or failed", errors, trial.requests());
    }

    static List<List<String>> rows(List<TrialResult> trials) {
        return trials.stream().map(TrialsTable::row).toList();
    }

    private static List<String> row(TrialResult trial) {
        return List.of(
                String.valueOf(trial.number()),
                SearchReport.rate(trial.rate()),
                trial.verdict().word(),
                millis(trial.p50Ms()),
                millis(trial.p99Ms()),
                Figures.count(trial.refused()) + ", " + Figures.count(trial.failed()),
                Figures.count(trial.requests()),
                String.format(Locale.ROOT, "%.0f", trial.seconds()),
                trial.reason());
    }

    private static String millis(OptionalDouble value) {
        return value.isPresent() ? Figures.millis(value.getAsDouble()) : Figures.NONE;
    }

    static void write(Writer out, List<TrialResult> trials) throws IOException {
        Csv csv = new Csv(
                out,
                List.of(
                        "trial",
                        "rate_rps",
                        "verdict",
                        "windows",
                        "seconds",
                        "requests",
                        "refused",
                        "failed",
                        "p50_ms",
                        "p99_ms",
                        "max_ms",
                        "lag_p99_ms",
                        "replicas",
                        "why"));
        for (TrialResult trial : trials) {
            csv.whole(trial.number())
                    .text(SearchReport.number(trial.rate()))
                    .text(trial.verdict().word())
                    .whole(trial.windows())
                    .decimal(trial.seconds(), 3)
                    .whole(trial.requests())
                    .whole(trial.refused())
                    .whole(trial.failed())
                    .decimal(trial.p50Ms(), 3)
                    .decimal(trial.p99Ms(), 3)
                    .decimal(trial.maxMs(), 3)
                    .decimal(trial.lagP99Ms(), 3)
                    .decimal(trial.replicas(), 2)
                    .text(trial.reason())
                    .end();
        }
    }
}
