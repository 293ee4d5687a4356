package org.elasticml.loadtester.report;

import static org.elasticml.loadtester.measure.Requests.refused;
import static org.elasticml.loadtester.measure.Requests.succeeded;
import static org.elasticml.loadtester.measure.Requests.unanswered;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.StringReader;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.regex.Pattern;
import javax.xml.parsers.DocumentBuilderFactory;
import org.elasticml.core.workload.KolmogorovSmirnov;
import org.elasticml.loadtester.measure.Answer;
import org.elasticml.loadtester.measure.Outcome;
import org.elasticml.loadtester.measure.Prediction;
import org.elasticml.loadtester.measure.RequestLog;
import org.elasticml.loadtester.measure.RequestRecord;
import org.elasticml.loadtester.measure.ScaleChange;
import org.elasticml.loadtester.measure.Scaling;
import org.elasticml.loadtester.measure.ScheduleFit;
import org.elasticml.loadtester.measure.resource.ResourceSample;
import org.elasticml.loadtester.send.Recording;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Document;
import org.w3c.dom.NodeList;
import org.xml.sax.InputSource;

class HtmlReportTest {
    private static final String ATTACK = "<script>alert('x')</script>\"><img src=x onerror=alert(1)>&";

    @Test
    void tellsWhatTheRunComesTo() {
        String html = HtmlReport.of(Reports.of(succeeded(0, 20, "t", "t"), succeeded(1000, 20, "t", "t")));
        assertTrue(html.contains("SLO met: p99 is 20.0 ms, and 100.00 % of 2 requests succeeded within 500 ms."), html);
        assertFalse(html.contains("verdict bad"));
        String missed = HtmlReport.of(
                Reports.of(succeeded(0, 20, "t", "t"), refused(1, 1)).judged(List.of("SLO missed")));
        assertTrue(missed.contains("SLO missed: p99 is 20.0 ms, and 50.00 % of 2 requests succeeded within 500 ms."));
        assertTrue(missed.contains("verdict bad"));
    }

    @Test
    void showsWhatThereIs() {
        String html = HtmlReport.of(Reports.of(Reports.samples(2, 3), succeeded(0, 20, "t", "t"), unanswered(1, 5))
                .with(new ScheduleFit(new KolmogorovSmirnov(1, 0.02, 0.5), new KolmogorovSmirnov(1, 0.03, 0.4))));
        for (String part : List.of(
                "Requests per second",
                "Latency of succeeded requests",
                "Requests in flight",
                "Queue, as metrics tell",
                "Cost so far",
                "core-s",
                "How latencies are distributed",
                "p99.9",
                "Coefficient of variation",
                "reset",
                "schedule lag",
                "0.0200 of 1 intended gaps (p = 0.500, passes at 5 %), 0.0300 of the sent ones",
                "poisson")) {
            assertTrue(html.contains(part), part);
        }
    }

    @Test
    void showsWhyReplicasChanged() {
        Report report = Reports.of(Reports.samples(1, 2), succeeded(0, 20, "t", "t"), unanswered(1, 5));
        String html = HtmlReport.of(
                report.with(Scaling.of(List.of(new ScaleChange(1_250_000_000, 1, 2, "up", "37 <b>expected</b>")))));
        assertTrue(
                html.contains("<th scope=\"row\">1.3 s</th><td>1 → 2</td><td>up: 37 &lt;b&gt;expected&lt;/b&gt;</td>"));
        assertTrue(html.contains("class=\"event\""), "marks in the charts");
        assertTrue(html.contains("booting"));
        assertTrue(html.contains("1 up, 0 down"));
        assertTrue(HtmlReport.of(report.with(Scaling.unknown("no connection"))).contains("<p>no connection.</p>"));
        assertTrue(HtmlReport.of(report.with(Scaling.of(List.of()))).contains("<p>None.</p>"));
        assertFalse(HtmlReport.of(report).contains("Changes of the number of replicas"));
    }

    @Test
    void showsWhatWatchedProcessesTook() {
        String html = HtmlReport.of(Reports.of(succeeded(0, 2000, "t", "t")).with(Reports.resources()));
        assertTrue(html.contains("<svg viewBox=\"0 0 875 250\" role=\"img\" aria-label=\"CPU of watched processes\">"));
        assertTrue(html.contains("aria-label=\"Resident memory of watched processes\""));
        assertTrue(
                html.contains(
                        "<th scope=\"row\">replicas (2)</th><td>1.25</td><td>1.50</td><td>1.25</td><td>1250 ms</td>"
                                + "<td>373 MB</td><td>510 MB</td>"),
                html.substring(html.indexOf("<h2>CPU and memory")));
        assertTrue(html.contains("<th scope=\"row\">dispatcher</th>"));
        assertTrue(html.contains("<th scope=\"row\">all</th>"));
        assertFalse(HtmlReport.of(Reports.of(succeeded(0, 20, "t", "t"))).contains("watched processes"));
    }

    @Test
    void countsLatenciesInBars() {
        String html = HtmlReport.of(Reports.of(succeeded(0, 20, "t", "t"), succeeded(2, 20, "t", "t"), refused(1, 1)));
        assertTrue(Pattern.compile("<title>19\\.. ms to 20\\.. ms: 2 requests</title>")
                .matcher(html)
                .find());
    }

    @Test
    void leavesOutWhatIsNotKnown() {
        String html = HtmlReport.of(Reports.of(unanswered(0, 5)));
        assertFalse(html.contains("Cost so far"));
        assertFalse(html.contains("Queue"));
        assertTrue(html.contains("No request succeeded."));
    }

    @Test
    void ofNothingIsAPageToo() throws Exception {
        assertTrue(HtmlReport.of(Reports.of()).contains("Nothing was sent."));
        document(HtmlReport.of(Reports.of()));
    }

    /** Targets choose labels, replicas' names, weights and messages; users choose the rest. */
    @Test
    void runsNothingOfTheTargets() throws Exception {
        RunInfo run = new RunInfo(ATTACK, ATTACK, Map.of(ATTACK, ATTACK), ATTACK);
        Answer answer = new Answer(
                200,
                Outcome.SUCCEEDED,
                Optional.of(new Prediction(ATTACK, 0.5, List.of(ATTACK))),
                Optional.of(ATTACK),
                Optional.of(ATTACK),
                OptionalInt.empty(),
                Optional.empty());
        RequestLog log = RequestLog.of(record(answer), record(Answer.none(ATTACK)));
        Report report = Report.of(run, Optional.empty(), new Recording(2, log, false), 500, List.of())
                .with(List.of(
                        new ResourceSample(ATTACK, 0, OptionalLong.of(1), OptionalLong.of(1)),
                        new ResourceSample(ATTACK, 1_000_000_000, OptionalLong.of(2), OptionalLong.of(1))));
        String html = HtmlReport.of(report);
        assertEquals(0, document(html).getElementsByTagName("script").getLength());
        assertEquals(0, document(html).getElementsByTagName("img").getLength());
        assertFalse(MarkdownReport.of(report).contains("<"));
    }

    @Test
    void escapesAllThatIsMarkup() {
        assertEquals("&lt;a b=&quot;c&quot; d=&#39;e&#39;&gt;&amp; \n", Html.escaped("<a b=\"c\" d='e'>&\u0001\n"));
    }

    @Test
    void needsNoNetwork() {
        String html = HtmlReport.of(Reports.of(Reports.samples(2, 3), succeeded(0, 20, "t", "t")));
        assertFalse(Pattern.compile("src=|href=|url\\(|@import|<script|<link")
                .matcher(html)
                .find());
    }

    @Test
    void describesEachChart() throws Exception {
        NodeList charts = document(HtmlReport.of(Reports.of(Reports.samples(2, 3), succeeded(0, 20, "t", "t"))))
                .getElementsByTagName("svg");
        assertEquals(7, charts.getLength());
        for (int i = 0; i < charts.getLength(); i++) {
            assertFalse(charts.item(i)
                    .getAttributes()
                    .getNamedItem("aria-label")
                    .getNodeValue()
                    .isEmpty());
        }
    }

    private static RequestRecord record(Answer answer) {
        return new RequestRecord(0, OptionalLong.of(1), 1000, ATTACK, Optional.of(ATTACK), 1, answer);
    }

    /** The page is XML as well, but for the elements that have no end. */
    private static Document document(String html) throws Exception {
        String xml = html.replace("<!doctype html>", "").replaceAll("<meta([^>]*)>", "<meta$1/>");
        return DocumentBuilderFactory.newInstance().newDocumentBuilder().parse(new InputSource(new StringReader(xml)));
    }
}
