package org.elasticml.loadtester.measure;

import static org.elasticml.loadtester.measure.Requests.refused;
import static org.elasticml.loadtester.measure.Requests.succeeded;
import static org.elasticml.loadtester.measure.Requests.unanswered;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;

class SummaryTest {
    /**
     * Six requests, an SLO of 30 ms. Latencies of the four that succeeded: 10, 20, 30 and 40 ms; so the mean is 25, the
     * deviation √((15² + 5² + 5² + 15²)/4) = √125, and three are in time (30 counts, 40 does not). The last ends at
     * 2 s. Two of four first labels are right, and three are among the first five.
     */
    private static final RequestLog RECORDS = RequestLog.of(
            succeeded(0, 20, "English_springer", "English springer", "tench"),
            succeeded(100, 10, "tench", "Tench, Tinca tinca"),
            succeeded(201, 40, "zebra", "tench", "a", "b", "c", "zebra"),
            succeeded(301, 30, "zebra", "tench", "a", "b", "c", "d", "zebra"),
            refused(400, 1),
            unanswered(500, 1500));

    private final Summary summary = Summary.of(RECORDS, 30, false);

    @Test
    void countsEachRequestOnce() {
        assertEquals(6, summary.requests());
        assertEquals(4, summary.succeeded());
        assertEquals(1, summary.refused());
        assertEquals(1, summary.failed());
        assertEquals(Map.of("0", 1, "200", 4, "503", 1), summary.statuses());
        assertEquals(Map.of("r0", 2, "r1", 2), summary.replicas());
        assertEquals(
                List.of("HTTP 503: the queue, as it were, is \"full\"", "reset"),
                List.copyOf(summary.errors().keySet()));
    }

    @Test
    void measuresAgainstAllThatWereSent() {
        assertEquals(3, summary.sloViolations());
        assertEquals(0.5, summary.sloAttainment().orElseThrow());
        assertEquals(2, summary.durationS());
        assertEquals(2, summary.throughputRps());
    }

    @Test
    void takesLatencyOfSucceededRequestsOnly() {
        assertEquals(
                new Latency(10, 25, Math.sqrt(125), 20, 30, 40, 40, 40, 40, 40),
                summary.latencyMs().orElseThrow());
    }

    @Test
    void takesLagOfWrittenRequestsOnly() {
        assertEquals(new Lag(1, 1, 1), summary.scheduleLagMs().orElseThrow());
    }

    @Test
    void countsPredictions() {
        assertEquals(2, summary.predictions().get("tench").count());
        assertEquals("tench", summary.predictions().keySet().iterator().next());
        assertEquals(0.8, summary.predictions().get("tench").meanConfidence(), 1e-12);
    }

    @Test
    void comparesLabelsWithTheTruth() {
        assertEquals(0.5, summary.top1().orElseThrow());
        assertEquals(0.75, summary.top5().orElseThrow());
    }

    @Test
    void knowsNoAccuracyIfTheModelHasOtherClasses() {
        Summary other = Summary.of(RequestLog.of(succeeded(0, 1, "pizza", "tench")), 30, false);
        assertEquals(OptionalDouble.empty(), other.top1());
        assertEquals(OptionalDouble.empty(), other.top5());
    }

    /** A mean of 25 ms is 40 a second one after another, whatever the throughput. */
    @Test
    void tellsWhatOneAfterAnotherWouldBe() {
        assertEquals(40, summary.sequentialRps().orElseThrow());
    }

    @Test
    void meetsTheSloAtTheLimitOnly() {
        assertTrue(Summary.of(hundred(1), 500, false).meetsSlo());
        assertFalse(Summary.of(hundred(2), 500, false).meetsSlo());
        assertFalse(Summary.of(RequestLog.of(succeeded(0, 501, "t", "t")), 500, false)
                .meetsSlo());
    }

    private static RequestLog hundred(int refused) {
        RequestLog log = new RequestLog();
        for (int i = 0; i < 100; i++) {
            log.add(i < refused ? refused(i, 1) : succeeded(i, 500, "t", "t"));
        }
        return log;
    }

    @Test
    void ofNothingHasNoFigures() {
        Summary nothing = Summary.of(RequestLog.of(), 30, true);
        assertEquals(0, nothing.requests());
        assertTrue(nothing.sloAttainment().isEmpty());
        assertTrue(nothing.latencyMs().isEmpty());
        assertTrue(nothing.scheduleLagMs().isEmpty());
    }
}
