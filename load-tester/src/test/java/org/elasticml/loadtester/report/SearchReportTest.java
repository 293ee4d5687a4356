package org.elasticml.loadtester.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import org.elasticml.loadtester.measure.RequestLog;
import org.elasticml.loadtester.measure.Requests;
import org.elasticml.loadtester.measure.Summary;
import org.elasticml.loadtester.report.TrialResult.Judgement;
import org.elasticml.loadtester.search.Bracket;
import org.elasticml.loadtester.search.SearchLimits;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SearchReportTest {
    @TempDir
    Path folder;

    private static SearchReport report(Bracket bracket, String ended, double replicas) {
        Summary summary = Summary.of(RequestLog.of(Requests.succeeded(0, 30, "t", "t")), 500, false);
        return new SearchReport(
                new RunInfo("search", "http://<target>", Map.of("slo", "p99<500ms"), "16 drawn"),
                "p99<500ms",
                "p99",
                500,
                new SearchLimits(20, 1, 1e6, 0.02),
                bracket,
                List.of(
                        trial(1, 45.5, Judgement.HELD, "", summary, replicas),
                        trial(2, 46.25, Judgement.MISSED, "p99<500ms: 14 of 1,350 late", summary, replicas)),
                ended);
    }

    private static TrialResult trial(
            int number, double rate, Judgement verdict, String reason, Summary summary, double replicas) {
        return TrialResult.of(
                number, rate, verdict, reason, 1, 36, summary, OptionalDouble.of(30), OptionalDouble.of(replicas));
    }

    private static Bracket bracket(double holdsAt, double missesAt) {
        return new Bracket(known(holdsAt), known(missesAt), 0);
    }

    private static OptionalDouble known(double rate) {
        return rate > 0 ? OptionalDouble.of(rate) : OptionalDouble.empty();
    }

    @Test
    void answersInASentence() {
        assertEquals(
                "p99<500ms holds at 45.5/s (15.17/s for each of 3 replicas); it is missed from 46.25/s on (1.6 % more).",
                report(bracket(45.5, 46.25), "", 3).answer());
        assertEquals(
                "p99<500ms holds at 45.5/s with one replica; no higher rate was to be tried (--to).",
                report(bracket(45.5, 0), "", 1).answer());
        assertEquals(
                "p99<500ms holds at no rate that was tried; it is missed from 1/s on, the lowest that is tried"
                        + " (ten requests a window).",
                report(bracket(0, 1), "", 1).answer());
        assertEquals(
                "p99<500ms holds at 45.5/s with one replica; no rate is known at which it is missed."
                        + " The search ended before it was done: Ctrl-C was pressed.",
                report(bracket(45.5, 0), "Ctrl-C was pressed", 1).answer());
        assertEquals(
                "p99<500ms was not decided at any rate. The search ended before it was done: it is gone.",
                report(bracket(0, 0), "it is gone", 1).answer());
    }

    @Test
    void writesPagesThatEscapeAndNumbersForMachines() throws IOException {
        assertEquals(Optional.empty(), SearchFiles.write(folder, report(bracket(45.5, 46.25), "", 2)));
        String html = Files.readString(folder.resolve("search.html"));
        assertFalse(html.contains("<target>"));
        String markdown = Files.readString(folder.resolve("search.md"));
        assertTrue(markdown.contains("| requests | seconds | why |\n"), markdown);
        assertTrue(markdown.contains("| 1 | 36 | p99&lt;500ms: 14 of 1,350 late |\n"), markdown);
        assertTrue(TrialsTable.rows(report(bracket(45.5, 46.25), "", 2).trials()).stream()
                .allMatch(row -> row.size() == TrialsTable.HEADER.size()));
        assertTrue(html.contains("trial  1     45.5/s  held"), html);
        assertTrue(html.contains("p99&lt;500ms: 14 of 1,350 late"), html);
        assertEquals(
                "2,46.25,missed,1,36.000,1,0,0,30.000,30.000,30.000,1.000,2.00,\"p99<500ms: 14 of 1,350 late\"",
                Files.readAllLines(folder.resolve("trials.csv")).get(2));
        assertEquals(
                22.75,
                Json.MAPPER
                        .readTree(folder.resolve("search.json").toFile())
                        .at("/per_replica_rps")
                        .doubleValue());
    }
}
