package org.elasticml.bench.chaos;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.elasticml.bench.JsonFile;
import org.elasticml.bench.measure.TextTable;

/**
 * What a scenario came to; the components' names are those of the JSON file, there in snake case.
 *
 * @param setting what it was done to, and with, for a reader
 * @param runs of a durable scenario, else empty
 * @param figures what was measured besides, each with its unit in its name
 * @param wrong counts that are wrong
 * @param missed thresholds that were missed
 * @param lagP99Millis how late requests left: must be small beside the latencies for these to be believed; NaN where
 *     requests don't leave at set instants
 */
record ChaosResult(
        String scenario,
        String setting,
        List<Phase> phases,
        List<DurableRow> runs,
        Map<String, Double> figures,
        List<String> wrong,
        List<String> missed,
        double lagP99Millis) {
    private static final int WRONG = 1;
    private static final int LATE = 4;
    private static final int MISSED = 99;
    private static final double MAX_LAG_P99_MILLIS = 50;

    /** Of a scenario whose requests are of one run, in phases. */
    ChaosResult(
            String scenario,
            String setting,
            List<Phase> phases,
            Map<String, Double> figures,
            List<String> wrong,
            List<String> missed,
            double lagP99Millis) {
        this(scenario, setting, phases, List.of(), figures, wrong, missed, lagP99Millis);
    }

    /** Of a durable scenario. */
    static ChaosResult of(
            Scenario scenario, String setting, List<DurableRow> runs, Map<String, Double> figures, Findings findings) {
        return new ChaosResult(
                scenario.word(), setting, List.of(), runs, figures, findings.wrong(), findings.missed(), Double.NaN);
    }

    /** With what else there is to be said of how it was done. */
    ChaosResult with(String more) {
        return new ChaosResult(scenario, setting + "; " + more, phases, runs, figures, wrong, missed, lagP99Millis);
    }

    /**
     * The exit code of all together. A wrong count is told before a late generator, since it is wrong all the same, and
     * that before a missed threshold, which it makes moot.
     *
     * @param times whether times are judged as well
     */
    static int exitCode(List<ChaosResult> results, boolean times) {
        if (results.stream().anyMatch(result -> !result.wrong.isEmpty())) {
            return WRONG;
        }
        if (times && results.stream().anyMatch(result -> result.lagP99Millis > MAX_LAG_P99_MILLIS)) {
            return LATE;
        }
        return times && results.stream().anyMatch(result -> !result.missed.isEmpty()) ? MISSED : 0;
    }

    String text() {
        StringBuilder text = new StringBuilder(scenario + ": " + setting + "\n");
        if (!phases.isEmpty()) {
            TextTable table = new TextTable(
                    "", "requests", "succeeded", "refused", "failed", "p50 ms", "p99 ms", "max ms", "refusal p99 ms");
            for (Phase phase : phases) {
                table.row(
                        phase.name(),
                        Integer.toString(phase.requests()),
                        Integer.toString(phase.succeeded()),
                        Integer.toString(phase.refused()),
                        Integer.toString(phase.failed()),
                        number(phase.p50Millis()),
                        number(phase.p99Millis()),
                        number(phase.maxMillis()),
                        number(phase.refusalP99Millis()));
            }
            text.append(table);
        }
        if (!runs.isEmpty()) {
            text.append(DurableRow.table(runs));
        }
        figures.forEach((name, value) -> text.append(String.format(Locale.ROOT, "%s: %.2f%n", name, value)));
        if (!Double.isNaN(lagP99Millis)) {
            text.append(String.format(Locale.ROOT, "sent late, p99 ms: %.1f%n", lagP99Millis));
        }
        wrong.forEach(what -> text.append("WRONG: ").append(what).append('\n'));
        missed.forEach(what -> text.append("missed: ").append(what).append('\n'));
        return text.toString();
    }

    private static String number(double value) {
        return Double.isNaN(value) ? "-" : String.format(Locale.ROOT, "%.1f", value);
    }

    static void writeJson(List<ChaosResult> results, Path file) throws IOException {
        JsonFile.write(file, results);
    }
}
