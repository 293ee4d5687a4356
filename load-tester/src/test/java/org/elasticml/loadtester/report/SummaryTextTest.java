package org.elasticml.loadtester.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.elasticml.core.workload.Workload;
import org.elasticml.loadtester.measure.RequestLog;
import org.elasticml.loadtester.measure.RequestRecord;
import org.elasticml.loadtester.measure.Requests;
import org.elasticml.loadtester.measure.ScaleChange;
import org.elasticml.loadtester.measure.Scaling;
import org.elasticml.loadtester.send.Recording;
import org.junit.jupiter.api.Test;

class SummaryTextTest {
    private static final RequestLog RECORDS = RequestLog.of(
            Requests.succeeded(0, 20, "tench", "tench"),
            Requests.succeeded(1, 20, "zebra", "tench"),
            Requests.succeeded(2, 600, "tench", "tench"),
            Requests.unanswered(3, 5));

    @Test
    void tellsTheMainFigures() {
        String text = SummaryText.of(
                Report.of(Reports.RUN, Optional.of(Workload.of(4)), new Recording(4, RECORDS, true), 500, List.of()));
        assertContains(text, "replay to http://t/");
        assertContains(text, "arrivals poisson, seed 1");
        assertContains(text, "3/4 successful requests (75.0%)");
        assertContains(text, "50.00% within 500 ms (2 violations)");
        assertContains(text, "top-1 66.7%, top-5 66.7%");
        assertContains(text, "ENDED EARLY");
        assertContains(text, "no answer");
    }

    /** 20 ms is 50 a second one after another; two were answered within 520 ms. */
    @Test
    void tellsOfAClosedLoopWhatOneAfterAnotherWouldBe() {
        RequestRecord[] records = {Requests.succeeded(0, 20, "t", "t"), Requests.succeeded(500, 20, "t", "t")};
        String text = SummaryText.of(Reports.closedLoop(records));
        assertContains(text, "3.85 successful requests/s");
        assertContains(text, "50.00 requests/s were they sent one after another");
        assertFalse(SummaryText.of(Reports.of(records)).contains("one after another"));
    }

    @Test
    void doesNotCallNearlyAllAll() {
        RequestRecord[] records = new RequestRecord[10_000];
        Arrays.setAll(records, i -> i == 0 ? Requests.unanswered(0, 1) : Requests.succeeded(i, 5, "t", "t"));
        String text = SummaryText.of(Reports.of(records));
        assertContains(text, "9999/10000 successful requests (99.9%)");
        assertContains(text, "99.99% within 500 ms");
    }

    @Test
    void tellsWhatTheAutoscalerChanged() {
        Report report = Reports.of(Requests.succeeded(0, 2000, "t", "t"));
        String text = SummaryText.of(report.with(Scaling.of(List.of(
                new ScaleChange(5_700_000_000L, 1, 2, "up", "37 expected"),
                new ScaleChange(86_100_000_000L, 2, 1, "down", "5 expected")))));
        assertContains(text, "scale changes     1 up, 1 down");
        assertContains(text, "     5.7 s  1 → 2  up: 37 expected");
        assertContains(text, "    86.1 s  2 → 1  down: 5 expected");
        assertContains(
                SummaryText.of(report.with(Scaling.unknown("no connection"))), "scale changes     no connection");
        assertFalse(SummaryText.of(report).contains("scale changes"));
    }

    @Test
    void tellsTheCostIfItIsKnown() {
        String text = SummaryText.of(Reports.of(Reports.samples(2, 3), Requests.succeeded(0, 2000, "t", "t")));
        assertContains(text, "7.0 core-seconds, 3.50 replicas in the mean, 4 at most");
    }

    @Test
    void tellsWhatWatchedProcessesTookReplicasTogether() {
        Report report = Reports.of(Requests.succeeded(0, 2000, "t", "t"));
        String text = SummaryText.of(report.with(Reports.resources()));
        assertContains(text, "replicas (2) ");
        assertContains(text, "all ");
        assertFalse(text.contains("replicas/a"), text);
        assertFalse(SummaryText.of(report).contains("CPU-seconds"));
    }

    @Test
    void givesAdvice() {
        String text = SummaryText.of(Reports.of(Requests.succeeded(0, 20, "t", "t")));
        assertContains(text, "p95 breaks        not known: in no stretches of 5 s");
        assertContains(text, "replicas needed   not known for 3.00/s, 6.00/s");
    }

    @Test
    void tellsWhatEachImageWasTakenFor() {
        assertEquals(
                List.of("Image a.jpg: Classified as 'tench' with 80.0% confidence", "Image b.jpg: reset"),
                ImageLines.of(RECORDS));
    }

    private static void assertContains(String text, String part) {
        assertTrue(text.contains(part), () -> "'" + part + "' is not in: " + text);
    }
}
