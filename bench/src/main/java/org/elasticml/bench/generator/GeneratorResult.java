package org.elasticml.bench.generator;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.elasticml.bench.JsonFile;
import org.elasticml.bench.measure.Spread;
import org.elasticml.bench.measure.TextTable;
import org.elasticml.bench.measure.WrkReport;
import org.elasticml.loadtester.measure.Outcome;
import org.elasticml.loadtester.measure.ScheduleFit;
import org.elasticml.loadtester.send.Recording;

/** All that {@code bench generator} measured; the fields' names are those of its JSON file, there in snake case. */
final class GeneratorResult {
    private static final int WRONG = 1;
    private static final int MISSED = 99;
    private static final double MAX_LAG_P99_MILLIS = 5;
    private static final double MIN_OVER_WRK = 0.7;

    private final List<OpenLoopFigures> openLoop = new ArrayList<>();
    private final List<ScheduleFit> scheduleFits = new ArrayList<>();
    /** Requests a second by how many at a time, one value a round. */
    private final Map<Integer, List<Double>> closedLoop = new TreeMap<>();

    private final Map<Integer, List<Double>> wrk = new TreeMap<>();
    private final List<String> wrong = new ArrayList<>();
    private final List<String> missed = new ArrayList<>();

    void add(OpenLoopFigures figures) {
        openLoop.add(figures);
        if (!figures.isExact()) {
            wrong.add(String.format(
                    Locale.ROOT,
                    "open loop: %d requests were due, %d sent, %d ended, %d succeeded",
                    figures.due(),
                    figures.sent(),
                    figures.ended(),
                    figures.succeeded()));
        }
        if (!(figures.lagP99Millis() < MAX_LAG_P99_MILLIS)) {
            missed.add(String.format(
                    Locale.ROOT,
                    "the open loop's p99 lag is %.2f ms, aimed at less than %.0f",
                    figures.lagP99Millis(),
                    MAX_LAG_P99_MILLIS));
        }
    }

    void add(ScheduleFit fit) {
        scheduleFits.add(fit);
        if (!fit.intendedFits()) {
            missed.add("the intended gaps do not pass for a Poisson process' at 5 %");
        }
    }

    void addWrk(int connections, WrkReport report) {
        wrk.computeIfAbsent(connections, count -> new ArrayList<>()).add(report.requestsPerSecond());
        if (!report.isValid()) {
            wrong.add("wrk was answered badly with " + connections + " connections");
        }
    }

    void addOurs(int users, Recording recording, int seconds) {
        long succeeded = recording.records().stream()
                .filter(record -> record.is(Outcome.SUCCEEDED))
                .count();
        closedLoop.computeIfAbsent(users, count -> new ArrayList<>()).add(succeeded / (double) seconds);
        if (succeeded != recording.fired() || succeeded != recording.records().size()) {
            wrong.add(String.format(
                    Locale.ROOT,
                    "closed loop of %d: %d requests were sent, %d ended, %d succeeded",
                    users,
                    recording.fired(),
                    recording.records().size(),
                    succeeded));
        }
    }

    private Optional<Spread> overWrk(int users) {
        return Optional.ofNullable(wrk.get(users)).map(theirs -> Spread.ofRatios(closedLoop.get(users), theirs));
    }

    private List<String> allMissed() {
        List<String> all = new ArrayList<>(missed);
        for (int users : closedLoop.keySet()) {
            overWrk(users)
                    .filter(ratio -> !(ratio.median() >= MIN_OVER_WRK))
                    .ifPresent(ratio -> all.add(String.format(
                            Locale.ROOT,
                            "the closed loop of %d makes %.2f of wrk's requests, aimed at no less than %.1f",
                            users,
                            ratio.median(),
                            MIN_OVER_WRK)));
        }
        return all;
    }

    int exitCode() {
        if (!wrong.isEmpty()) {
            return WRONG;
        }
        return allMissed().isEmpty() ? 0 : MISSED;
    }

    String text() {
        StringBuilder text = new StringBuilder();
        TextTable open = new TextTable(
                "open loop, Poisson",
                "due",
                "sent",
                "ended",
                "succeeded",
                "lag p50 ms",
                "p99",
                "max",
                "latency p99 ms");
        for (OpenLoopFigures each : openLoop) {
            open.row(
                    each.ratePerSecond() + " requests/s",
                    Integer.toString(each.due()),
                    Integer.toString(each.sent()),
                    Integer.toString(each.ended()),
                    Integer.toString(each.succeeded()),
                    number(each.lagP50Millis()),
                    number(each.lagP99Millis()),
                    number(each.lagMaxMillis()),
                    number(each.latencyP99Millis()));
        }
        TextTable closed = new TextTable(
                "closed loop, at a time", "requests/s (min to max)", "wrk's (min to max)", "over wrk (min to max)");
        closedLoop.forEach((users, rates) -> closed.row(
                Integer.toString(users),
                Spread.of(rates).text(0),
                Optional.ofNullable(wrk.get(users))
                        .map(theirs -> Spread.of(theirs).text(0))
                        .orElse("no wrk"),
                overWrk(users).map(ratio -> ratio.text(2)).orElse("-")));
        text.append(open).append('\n');
        for (ScheduleFit fit : scheduleFits) {
            text.append(String.format(
                    Locale.ROOT,
                    "gaps, Kolmogorov-Smirnov distance from a Poisson process: intended %.4f (p = %.2f), sent %.4f%n%n",
                    fit.intended().distance(),
                    fit.intended().pValue(),
                    fit.sent().distance()));
        }
        text.append(closed);
        wrong.forEach(what -> text.append("WRONG: ").append(what).append('\n'));
        allMissed().forEach(what -> text.append("missed: ").append(what).append('\n'));
        return text.toString();
    }

    private static String number(double value) {
        return String.format(Locale.ROOT, "%.2f", value);
    }

    void writeJson(Path file) throws IOException {
        JsonFile.write(file, this);
    }
}
