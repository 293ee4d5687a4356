package org.elasticml.bench.chaos;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.elasticml.loadtester.measure.Answer;
import org.elasticml.loadtester.measure.Outcome;
import org.elasticml.loadtester.measure.RequestRecord;
import org.junit.jupiter.api.Test;

class PhaseTest {
    private static final long S = 1_000_000_000L;
    private static final long MS = 1_000_000L;

    private static RequestRecord record(long dueMillis, long tookMillis, int status) {
        Answer answer = new Answer(
                status,
                Outcome.of(status, "application/problem+json"),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                OptionalInt.empty(),
                Optional.empty());
        return new RequestRecord(
                dueMillis * MS,
                OptionalLong.of(dueMillis * MS),
                (dueMillis + tookMillis) * MS,
                "",
                Optional.empty(),
                0,
                answer);
    }

    @Test
    void countsEachEndOnce() {
        Phase phase = Phase.of(
                "all",
                List.of(
                        record(0, 500, 200),
                        record(0, 501, 200),
                        record(0, 7, 503),
                        record(0, 9, 504),
                        record(0, 1, 502),
                        record(0, 1, 0)),
                500);
        assertEquals(new Phase("all", 6, 2, 2, 2, 1, 500, 501, 501, 9), phase);
    }

    @Test
    void nothingHasNoLatency() {
        assertTrue(Double.isNaN(Phase.of("none", List.of(), 500).p99Millis()));
    }

    @Test
    void whatWasInFlightAtTheFaultBelongsToIt() {
        List<Phase> phases = Phase.around(
                10 * S,
                2 * S,
                List.of(
                        record(9_000, 999, 200), // ended a moment before
                        record(9_000, 1_000, 200), // in flight
                        record(10_000, 1, 200),
                        record(11_999, 9_000, 200), // due just within the two seconds
                        record(12_000, 1, 200)),
                500);
        assertEquals(
                List.of("before", "first 2 s", "after"),
                phases.stream().map(Phase::name).toList());
        assertEquals(List.of(1, 3, 1), phases.stream().map(Phase::requests).toList());
    }

    @Test
    void stretchesAreDividedByWhenRequestsAreDue() {
        List<Phase> minutes = Phase.every(
                60, 2, "minute", List.of(record(0, 70_000, 200), record(59_999, 1, 503), record(60_000, 1, 200)), 500);
        assertEquals(
                List.of("minute 1", "minute 2"),
                minutes.stream().map(Phase::name).toList());
        assertEquals(List.of(2, 1), minutes.stream().map(Phase::requests).toList());
    }
}
