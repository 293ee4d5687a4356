package org.elasticml.loadtester.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import javax.imageio.ImageIO;
import org.elasticml.loadtester.measure.Percentiles;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CompareReportTest {
    private static final double WHOLE = 1e-9;

    @TempDir
    Path folder;

    /** With seeds from {@code firstSeed}, so that those of other seeds can't be paired. */
    private static Deployment deployment(String name, int rounds, long firstSeed, double slowness) {
        return new Deployment(
                name,
                "http://" + name + "/",
                IntStream.range(0, rounds)
                        .mapToObj(i -> MadeUpRuns.run(firstSeed + i, slowness, name.hashCode() + i))
                        .toList(),
                false);
    }

    private static CompareReport report(Deployment... deployments) {
        return new CompareReport(List.of(deployments), "old", List.of(), List.of());
    }

    private JsonNode json() throws IOException {
        return new ObjectMapper().readTree(folder.resolve(CompareReport.JSON).toFile());
    }

    @Test
    void tellsTenPercentFromNothing() throws IOException {
        CompareReport report =
                report(deployment("old", 8, 1, 1), deployment("slow", 8, 1, 1.1), deployment("same", 8, 1, 1));
        assertEquals(Optional.empty(), report.write(folder));
        JsonNode json = json();
        assertTrue(json.at("/paired").booleanValue());
        JsonNode slow = json.at("/differences/0");
        assertEquals("slower", slow.at("/shows").textValue());
        assertTrue(slow.at("/low").doubleValue() > 5 && slow.at("/high").doubleValue() < 15, slow::toString);
        assertEquals("none", json.at("/differences/4/shows").textValue());
        assertTrue(json.at("/differences/4/low").isNull());
        assertEquals("no difference shown", json.at("/differences/5/shows").textValue());
        JsonNode fast = json.at("/deployments/1");
        assertEquals(
                json.at("/deployments/0/mean_ms").doubleValue()
                        / fast.at("/mean_ms").doubleValue(),
                fast.at("/speed_up").doubleValue(),
                WHOLE);
        assertTrue(fast.at("/speed_up_high").doubleValue() < 1);
        assertTrue(report.slower().get(0).startsWith("slow: mean +"), report.slower()::toString);
        assertTrue(report.slower().stream().noneMatch(clause -> clause.startsWith("same")));
    }

    @Test
    void saysHowSureItIs() {
        String ten = report(deployment("old", 5, 1, 1), deployment("new", 5, 1, 1), deployment("it", 5, 1, 1))
                .text();
        assertTrue(ten.contains("All 8 intervals hold together with 95 % confidence (each with 99.50 %)"), ten);
        assertTrue(ten.contains("over 5 paired rounds."), ten);
        String four =
                report(deployment("old", 4, 1, 1), deployment("new", 4, 1, 1)).text();
        assertTrue(four.contains("over 4 paired rounds; rough: fewer than 5."), four);
        String one =
                report(deployment("old", 1, 1, 1), deployment("new", 1, 1, 1)).text();
        assertTrue(one.contains("One round: no intervals."), one);
        assertTrue(one.contains("not known"), one);
        assertTrue(one.contains("p99 is rough for old, new"), one);
        String unlike =
                report(deployment("old", 6, 1, 1), deployment("new", 7, 1, 1)).text();
        assertTrue(unlike.contains("Not paired") && unlike.contains("over at least 6 rounds."), unlike);
    }

    /** A queue goes on from one stretch into the next: no confidence is claimed for what may be too narrow. */
    @Test
    void singleRunsAreRoughOrHaveNoIntervals() throws IOException {
        CompareReport report = report(cut("old", MadeUpRuns.minute(1, 1, 0)), cut("new", MadeUpRuns.minute(1, 9, 0)));
        String rough = report.text();
        assertTrue(rough.contains("Rough: a single run (old, new) is taken in 4 stretches"), rough);
        assertFalse(rough.contains("95 % confidence"), rough);
        assertTrue(report.hasIntervals());
        report.write(folder);
        assertTrue(json().at("/rough").booleanValue());
        assertTrue(json().at("/joint_confidence").isNull());
        assertTrue(json().at("/confidence").isNull());
        CompareReport rising = report(cut("old", MadeUpRuns.minute(1, 1, 0)), cut("new", MadeUpRuns.minute(1, 2, 1)));
        assertTrue(rising.text().contains("No intervals: stretches of a single run"), rising::text);
        assertFalse(rising.hasIntervals());
        assertEquals(List.of(), rising.slower());
        CompareReport brief = report(cut("old", MadeUpRuns.run(1, 1, 1)), cut("new", MadeUpRuns.run(1, 1, 2)));
        assertTrue(brief.text().contains("less than half a minute is one piece"), brief::text);
        assertFalse(brief.hasIntervals());
    }

    private static Deployment cut(String name, Report run) {
        return new Deployment(name, "there", List.of(run), true);
    }

    @Test
    void figuresAreThoseOfAllRequests() throws IOException {
        Deployment old = deployment("old", 3, 1, 1);
        report(old, deployment("new", 3, 1, 1)).write(folder);
        JsonNode row = json().at("/deployments/0");
        int requests =
                old.rounds().stream().mapToInt(it -> it.summary().requests()).sum();
        double seconds = old.rounds().stream()
                .mapToDouble(it -> it.summary().durationS())
                .sum();
        assertEquals(requests, row.at("/requests").intValue());
        assertEquals(requests / seconds, row.at("/throughput_rps").doubleValue(), 1e-6);
        long[] nanos = old.rounds().stream()
                .flatMapToLong(it -> Arrays.stream(it.records().succeededLatenciesNanos()))
                .toArray();
        assertEquals(
                Percentiles.of(nanos).millis(99).getAsDouble(),
                row.at("/p99_ms").doubleValue());
    }

    @Test
    void showsItOnPages() throws IOException {
        CompareReport report = new CompareReport(
                List.of(deployment("old", 5, 1, 1), deployment("new", 5, 1, 1.5)),
                "old",
                List.of("new, round 2: nothing succeeded"),
                List.of("Ended early: 5 of 9 rounds are complete."));
        report.write(folder);
        for (String name : CompareReport.FILES) {
            assertTrue(Files.size(folder.resolve(name)) > 0, name);
        }
        String html = Files.readString(folder.resolve(CompareReport.PAGE));
        for (String shown : List.of(
                "<p class=\"verdict bad\">new, round 2: nothing succeeded.</p>",
                "Ended early: 5 of 9",
                "Difference from old, with intervals",
                ", slower</text>",
                "http://new/, 5 rounds",
                "<td>scale 1</td>")) {
            assertTrue(html.contains(shown), () -> shown + " in " + html);
        }
        String markdown = Files.readString(folder.resolve(CompareReport.MARKDOWN));
        assertTrue(markdown.contains("**new: mean +"), markdown);
        assertTrue(markdown.contains("](differences.png)"), markdown);
    }

    /** Two rounds that contradict each other say nothing; their intervals are far wider than all else, and end at the edge. */
    @Test
    void keepsTheChartReadable() throws IOException {
        Deployment wild =
                new Deployment("wild", "there", List.of(MadeUpRuns.run(1, 1, 1), MadeUpRuns.run(2, 40, 2)), false);
        report(deployment("old", 2, 1, 1), wild).write(folder);
        String html = Files.readString(folder.resolve(CompareReport.PAGE));
        assertFalse(html.contains("Infinity"), html);
        assertFalse(html.contains("NaN"), html);
        assertTrue(html.contains("over +1,000"), html);
        assertTrue(json().at("/differences/0/low").isNumber());
        assertEquals(
                ChartStyle.WIDTH_PX,
                ImageIO.read(folder.resolve(CompareReport.DIFFERENCES).toFile()).getWidth());
    }

    @Test
    void axesReachAroundNothing() {
        assertEquals(
                List.of(-20.0, -10.0, 0.0, 10.0, 20.0, 30.0),
                SvgAxis.around(-12, 21, 6, 0, 1).ticks());
        assertTrue(SvgAxis.around(12, 21, 6, 0, 1).contains(0));
        assertTrue(SvgAxis.around(-3, -2, 6, 0, 1).contains(0));
        assertTrue(SvgAxis.around(0, 0, 6, 0, 1).ticks().size() > 1);
    }
}
