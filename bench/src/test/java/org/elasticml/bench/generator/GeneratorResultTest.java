package org.elasticml.bench.generator;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.elasticml.bench.measure.WrkReport;
import org.elasticml.loadtester.measure.Answer;
import org.elasticml.loadtester.measure.Outcome;
import org.elasticml.loadtester.measure.RequestLog;
import org.elasticml.loadtester.measure.RequestRecord;
import org.elasticml.loadtester.send.Recording;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GeneratorResultTest {
    private static final Answer FINE = new Answer(
            200,
            Outcome.SUCCEEDED,
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            OptionalInt.empty(),
            Optional.empty());

    /** Each is sent 3 ms late, and answered 7 ms after it was due. */
    private static Recording recording(int fired, Answer... answers) {
        RequestLog log = new RequestLog();
        for (Answer answer : answers) {
            log.add(new RequestRecord(0, OptionalLong.of(3_000_000), 7_000_000, "x", Optional.empty(), 9, answer));
        }
        return new Recording(fired, log, false);
    }

    private static WrkReport wrk(double requestsPerSecond, int badStatuses) {
        return new WrkReport(100, requestsPerSecond, 1, 2, badStatuses, 0);
    }

    private static GeneratorResult openLoop(Recording recording) {
        GeneratorResult result = new GeneratorResult();
        result.add(OpenLoopFigures.of(1000, 2, recording));
        return result;
    }

    @Test
    void theOpenLoopMustBeExactAndInTime() {
        OpenLoopFigures figures = OpenLoopFigures.of(1000, 2, recording(2, FINE, FINE));
        assertEquals(new OpenLoopFigures(1000, 2, 2, 2, 2, 3, 3, 3, 7, 7), figures);
        assertEquals(0, openLoop(recording(2, FINE, FINE)).exitCode());
        assertEquals(1, openLoop(recording(2, FINE)).exitCode());
        assertEquals(1, openLoop(recording(3, FINE, FINE, FINE)).exitCode());
        assertEquals(1, openLoop(recording(2, FINE, Answer.none("reset"))).exitCode());
        GeneratorResult late = new GeneratorResult();
        late.add(new OpenLoopFigures(1000, 2, 2, 2, 2, 1, 5, 9, 7, 7));
        assertEquals(99, late.exitCode());
        assertTrue(late.text().contains("missed: the open loop's p99 lag is 5.00 ms"), late::text);
    }

    @Test
    void theClosedLoopIsHeldAgainstWrkRoundByRound() {
        GeneratorResult result = new GeneratorResult();
        for (double theirs : new double[] {1, 2, 2.9}) {
            result.addWrk(16, wrk(theirs, 0));
            result.addOurs(16, recording(2, FINE, FINE), 1);
        }
        assertEquals(0, result.exitCode());
        assertTrue(result.text().contains("1.00 (0.69 to 2.00)"), result::text);
        result.addWrk(16, wrk(2.9, 0));
        result.addOurs(16, recording(2, FINE, FINE), 1);
        result.addWrk(16, wrk(2.9, 0));
        result.addOurs(16, recording(2, FINE, FINE), 1);
        assertEquals(99, result.exitCode());
        assertTrue(result.text().contains("missed: the closed loop of 16 makes 0.69 of wrk's"), result::text);
    }

    @Test
    void whatWasAnsweredBadlyIsWrong() {
        GeneratorResult ours = new GeneratorResult();
        ours.addOurs(16, recording(2, FINE, Answer.none("reset")), 1);
        assertEquals(1, ours.exitCode());
        GeneratorResult theirs = new GeneratorResult();
        theirs.addWrk(16, wrk(100, 1));
        assertEquals(1, theirs.exitCode());
    }

    @Test
    void withoutWrkItSaysSo(@TempDir Path folder) throws IOException {
        GeneratorResult result = openLoop(recording(2, FINE, FINE));
        result.addOurs(16, recording(2, FINE, FINE), 1);
        assertEquals(0, result.exitCode());
        assertTrue(result.text().contains("no wrk"), result::text);
        result.writeJson(folder.resolve("g.json"));
        JsonNode json = new ObjectMapper().readTree(folder.resolve("g.json").toFile());
        assertEquals(3, json.at("/open_loop/0/lag_p99_millis").doubleValue());
        assertEquals(2, json.at("/closed_loop/16/0").doubleValue());
        assertFalse(json.at("/wrk").isMissingNode());
    }
}
