package org.elasticml.loadtester.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.elasticml.core.workload.Workload;
import org.elasticml.loadtester.measure.RequestLog;
import org.elasticml.loadtester.measure.RequestRecord;
import org.elasticml.loadtester.measure.Requests;
import org.elasticml.loadtester.send.Recording;
import org.junit.jupiter.api.Test;

class SummaryTextTest {
    private static final List<RequestRecord> RECORDS = List.of(
            Requests.succeeded(0, 20, "tench", "tench"),
            Requests.succeeded(1, 20, "zebra", "tench"),
            Requests.succeeded(2, 600, "tench", "tench"),
            Requests.unanswered(3, 5));

    @Test
    void tellsTheMainFigures() {
        String text = SummaryText.of(Report.of(
                new RunInfo("http://t/", "w.txt", 0, 1, 1, "poisson", 1, "2 from images"),
                Workload.of(4),
                new Recording(4, RequestLog.of(RECORDS.toArray(RequestRecord[]::new)), true),
                500));
        assertContains(text, "3/4 successful requests (75.0%)");
        assertContains(text, "50.00% within 500 ms (2 violations)");
        assertContains(text, "top-1 66.7%, top-5 66.7%");
        assertContains(text, "ENDED EARLY");
        assertContains(text, "no answer");
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
