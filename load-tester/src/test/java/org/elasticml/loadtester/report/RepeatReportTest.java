package org.elasticml.loadtester.report;

import static org.elasticml.loadtester.measure.Requests.succeeded;
import static org.elasticml.loadtester.measure.Requests.unanswered;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.imageio.ImageIO;
import org.elasticml.loadtester.measure.RequestLog;
import org.elasticml.loadtester.measure.Summary;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RepeatReportTest {
    private static final Summary FAST = summary(10);
    private static final Summary SLOW = summary(30);
    private static final Summary NOTHING = Summary.of(RequestLog.of(unanswered(0, 1000)), 20, false);

    @TempDir
    Path folder;

    private static Summary summary(int millis) {
        return Summary.of(RequestLog.of(succeeded(1000 - millis, millis, "t", "t")), 20, false);
    }

    @Test
    void givesMeansAndIntervals() throws IOException {
        assertEquals(Optional.empty(), RepeatReport.write(folder, List.of(FAST, SLOW)));
        JsonNode json =
                new ObjectMapper().readTree(folder.resolve("repeats.json").toFile());
        assertEquals(
                "{\"mean\":20.0,\"low\":10.0,\"high\":30.0}",
                json.at("/figures/p99_ms").toString());
        assertEquals(50, json.at("/figures/slo_attainment/mean").doubleValue());
        assertFalse(json.at("/figures").has("core_seconds"));
        assertTrue(json.at("/rough").booleanValue());
        assertEquals(30, json.at("/runs/1/latency_ms/p50").doubleValue());
    }

    @Test
    void saysThatFewRunsAreRough() {
        assertTrue(RepeatReport.text(List.of(FAST, SLOW, FAST, SLOW)).contains("rough: fewer than 5 runs"));
        assertFalse(RepeatReport.text(List.of(FAST, SLOW, FAST, SLOW, FAST)).contains("(rough"));
    }

    @Test
    void countsRunsThatHaveAFigure() throws IOException {
        RepeatReport.write(folder, List.of(FAST, NOTHING, SLOW));
        String markdown = Files.readString(folder.resolve("repeats.md"));
        assertTrue(markdown.contains("| p99 (ms) | 20.0 | 10.0 | 30.0 | 2 |"), markdown);
        assertTrue(markdown.contains("| SLO attainment (%) | 33.33 | 0.00 | 100.00 | 3 |"), markdown);
        assertTrue(markdown.contains("| run 2 | 1 | – | – | – | 0.00 % | 0.00 | – |"), markdown);
    }

    @Test
    void comparesRunsOfDifferentThings() throws IOException {
        Map<String, Summary> runs = new LinkedHashMap<>();
        runs.put("50 users", SLOW);
        runs.put("<b>", NOTHING);
        assertEquals(Optional.empty(), Comparison.write(folder, runs));
        assertEquals(
                ChartStyle.WIDTH_PX,
                ImageIO.read(folder.resolve("performance_comparison.png").toFile())
                        .getWidth());
        String html = Files.readString(folder.resolve("comparison.html"));
        assertTrue(html.contains("p99 30.0 ms"), html);
        assertFalse(html.contains("<b>"));
        assertTrue(Comparison.text(runs).lines().count() == 3);
        assertTrue(Comparison.text(runs).contains("30.0 ms"));
    }
}
