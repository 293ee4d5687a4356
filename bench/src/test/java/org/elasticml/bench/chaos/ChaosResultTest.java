package org.elasticml.bench.chaos;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ChaosResultTest {
    private static Phase phase(int refused, int failed) {
        return new Phase("after", 100, 100 - refused - failed, refused, failed, 90, 20, 100, 200, Double.NaN);
    }

    private static ChaosResult result(Findings findings, double lagMillis) {
        return new ChaosResult(
                "kill",
                "stubs",
                List.of(phase(1, 2)),
                Map.of("fault at s", 15.0),
                findings.wrong(),
                findings.missed(),
                lagMillis);
    }

    private static int exitCode(ChaosResult... results) {
        return ChaosResult.exitCode(List.of(results), true);
    }

    @Test
    void allIsWellIfNothingIsFound() {
        Findings findings = new Findings()
                .ended(100, 100)
                .noneFailed(List.of(phase(3, 0)))
                .noneRefused(List.of(phase(0, 3)))
                .atMost("p99", 500, 500, " ms")
                .atLeast("goodput", 0.9, 0.9, "");
        assertEquals(List.of(), findings.wrong());
        assertEquals(List.of(), findings.missed());
        assertEquals(0, exitCode(result(findings, 50)));
    }

    @Test
    void countsOfAllPhasesAreJudged() {
        Findings findings = new Findings()
                .ended(100, 99)
                .noneFailed(List.of(phase(0, 2), phase(0, 0), phase(0, 1)))
                .noneRefused(List.of(phase(0, 0), phase(4, 0)));
        assertEquals(List.of("100 requests were sent, 99 have an end", "3 failed", "4 refused"), findings.wrong());
        assertEquals(
                List.of("0 requests were sent, 0 have an end"),
                new Findings().ended(0, 0).wrong());
    }

    @Test
    void whatWasNotMeasuredHasMissedItsThreshold() {
        Findings findings = new Findings()
                .atMost("p99", Double.NaN, 500, " ms")
                .atMost("p99", 500.01, 500, " ms")
                .atLeast("goodput", Double.NaN, 0.9, "");
        assertEquals(3, findings.missed().size());
        assertEquals(List.of(), findings.wrong());
        assertEquals(99, exitCode(result(new Findings(), 1), result(findings, 1)));
    }

    @Test
    void aWrongCountIsToldFirstAndALateGeneratorBeforeAThreshold() {
        Findings missed = new Findings().atMost("p99", 501, 500, " ms");
        Findings wrong = new Findings().count(false, "not done");
        assertEquals(1, exitCode(result(missed, 51), result(wrong, 51)));
        assertEquals(4, exitCode(result(missed, 51)));
    }

    @Test
    void wherePeopleWaitForCountsAloneTimesAreNotJudged() {
        Findings missed = new Findings().atMost("p99", 501, 500, " ms");
        assertEquals(0, ChaosResult.exitCode(List.of(result(missed, 51)), false));
        assertEquals(1, ChaosResult.exitCode(List.of(result(new Findings().count(false, "x"), 0)), false));
    }

    @Test
    void isWrittenForMachinesAndPeople(@TempDir Path folder) throws Exception {
        ChaosResult result = result(new Findings().count(false, "3 failed").atMost("p99", 501, 500, " ms"), 1);
        String text = result.text();
        assertTrue(text.contains("WRONG: 3 failed\n"), text);
        assertTrue(text.contains("missed: p99 is 501.00 ms, aimed at no more than 500.00\n"), text);
        Path file = folder.resolve("chaos.json");
        ChaosResult.writeJson(List.of(result), file);
        JsonNode json = new ObjectMapper().readTree(file.toFile());
        assertEquals(97, json.at("/0/phases/0/succeeded").intValue());
        assertEquals(100, json.at("/0/phases/0/p99_millis").doubleValue());
        assertEquals("3 failed", json.at("/0/wrong/0").textValue());
    }
}
