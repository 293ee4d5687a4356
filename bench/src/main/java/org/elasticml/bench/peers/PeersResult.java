package org.elasticml.bench.peers;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.ToDoubleFunction;
import org.elasticml.bench.JsonFile;
import org.elasticml.bench.measure.Spread;
import org.elasticml.bench.measure.TextTable;
import org.elasticml.bench.measure.WrkReport;

/** All that {@code bench peers} measured; the components' names are those of its JSON file, there in snake case. */
final class PeersResult {
    private final String setting;
    /** By server, one report a round. */
    private final Map<String, List<WrkReport>> closedLoop = new LinkedHashMap<>();

    private final List<FixedRate.Result> openLoop = new ArrayList<>();
    /** By server, in MiB. */
    private final Map<String, Double> peakMemoryMebibytes = new LinkedHashMap<>();

    private int invalidRuns;

    /**
     * @param setting what was measured with, for a reader
     */
    PeersResult(String setting) {
        this.setting = setting;
    }

    void add(String server, WrkReport report) {
        closedLoop.computeIfAbsent(server, name -> new ArrayList<>()).add(report);
        invalidRuns += report.isValid() ? 0 : 1;
    }

    void add(FixedRate.Result result) {
        openLoop.add(result);
        invalidRuns += result.isValid() ? 0 : 1;
    }

    void addPeakMemory(String server, WrkReport report, double mebibytes) {
        peakMemoryMebibytes.put(server, mebibytes);
        invalidRuns += report.isValid() ? 0 : 1;
    }

    /** Whether all requests of all runs were answered well. */
    boolean isValid() {
        return invalidRuns == 0;
    }

    /** The median over the rounds. */
    double requestsPerSecond(String server) {
        return spread(server, WrkReport::requestsPerSecond).median();
    }

    private Spread spread(String server, ToDoubleFunction<WrkReport> figure) {
        return Spread.of(values(server, figure));
    }

    private List<Double> values(String server, ToDoubleFunction<WrkReport> figure) {
        return closedLoop.get(server).stream().map(figure::applyAsDouble).toList();
    }

    /**
     * All tables as text.
     *
     * @param peer the server that the others are compared with, if it was measured
     */
    String text(Optional<String> peer) {
        StringBuilder text = new StringBuilder(setting + "\n\n");
        TextTable throughput = new TextTable(
                "closed loop, wrk", "requests/s (min to max)", "p50 ms", "p99 ms (min to max)", "over the peer");
        closedLoop.forEach((server, reports) -> throughput.row(
                server + (reports.stream().allMatch(WrkReport::isValid) ? "" : " INVALID"),
                spread(server, WrkReport::requestsPerSecond).text(1),
                number(spread(server, WrkReport::p50Millis).median()),
                spread(server, WrkReport::p99Millis).text(1),
                peer.map(name -> Spread.ofRatios(
                                        values(server, WrkReport::requestsPerSecond),
                                        values(name, WrkReport::requestsPerSecond))
                                .text(2))
                        .orElse("-")));
        text.append(throughput).append('\n');
        if (!openLoop.isEmpty()) {
            text.append(openLoopTable(peer)).append('\n');
        }
        if (!peakMemoryMebibytes.isEmpty()) {
            TextTable memory = new TextTable("one core, under load", "peak resident memory, MiB");
            peakMemoryMebibytes.forEach((server, mebibytes) -> memory.row(server, number(mebibytes)));
            text.append(memory).append('\n');
        }
        closedLoop.forEach((server, reports) -> reports.stream()
                .filter(report -> !report.isValid())
                .forEach(report -> text.append(String.format(
                        Locale.ROOT,
                        "%s is invalid: of %d requests %d were answered badly; %d socket errors%n",
                        server,
                        report.requests(),
                        report.badStatuses(),
                        report.socketErrors()))));
        return text.toString();
    }

    private TextTable openLoopTable(Optional<String> peer) {
        TextTable table = new TextTable(
                "open loop, Poisson",
                "requests/s",
                "failed",
                "p50 ms",
                "p99 ms",
                "sent late, p99 ms",
                "p99 over peer's open",
                "over its closed");
        double openP99 = openLoop.get(0).p99Millis();
        for (FixedRate.Result result : openLoop) {
            table.row(
                    result.name() + (result.isValid() ? "" : " INVALID"),
                    number(result.ratePerSecond()),
                    Integer.toString(result.failed()),
                    number(result.p50Millis()),
                    number(result.p99Millis()),
                    number(result.lagP99Millis()),
                    peer.map(name -> ratio(result.p99Millis() / openP99)).orElse("-"),
                    peer.map(name -> ratio(result.p99Millis()
                                    / spread(name, WrkReport::p99Millis).median()))
                            .orElse("-"));
        }
        return table;
    }

    private static String number(double value) {
        return String.format(Locale.ROOT, "%.1f", value);
    }

    private static String ratio(double value) {
        return String.format(Locale.ROOT, "%.3f", value);
    }

    void writeJson(Path file) throws IOException {
        JsonFile.write(file, this);
    }
}
