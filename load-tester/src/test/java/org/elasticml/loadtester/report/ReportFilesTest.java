package org.elasticml.loadtester.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import javax.imageio.ImageIO;
import org.elasticml.loadtester.measure.RequestRecord;
import org.elasticml.loadtester.measure.Requests;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ReportFilesTest {
    @TempDir
    Path folder;

    @Test
    void writesOneLineARequestByTheInstantItWasDue() throws IOException {
        ReportFiles.write(folder, Reports.of(Requests.refused(400, 1), Requests.succeeded(0, 20, "tench", "tench")));
        assertEquals(
                List.of(
                        "intended_s,sent_s,finished_s,status,outcome,replica,bytes,image,label,confidence,error,true_label,"
                                + "queue_size",
                        "0.000000000,0.001000000,0.020000000,200,succeeded,r0,10,a.jpg,tench,0.800000,,tench,20",
                        "0.400000000,0.401000000,0.401000000,503,refused,,10,a.jpg,,,"
                                + "\"HTTP 503: the queue, as it were, is \"\"full\"\"\",,"),
                Files.readAllLines(folder.resolve("requests.csv")));
    }

    /** In milliseconds; only those that succeeded. */
    @Test
    void writesLatenciesAsHdrHistogramReadsThem() throws IOException {
        ReportFiles.write(
                folder,
                Reports.of(
                        Requests.succeeded(0, 20, "tench", "tench"),
                        Requests.succeeded(0, 20, "tench", "tench"),
                        Requests.succeeded(100, 40, "tench", "tench"),
                        Requests.refused(400, 1)));
        List<String> lines = Files.readAllLines(folder.resolve("latency.hgrm"));
        assertEquals("       Value     Percentile TotalCount 1/(1-Percentile)", lines.get(0));
        assertEquals("      20.015 0.000000000000          2           1.00", lines.get(2));
        assertEquals("      40.031 1.000000000000          3", lines.get(lines.size() - 4));
        assertEquals("#[Max     =       40.031, Total count    =            3]", lines.get(lines.size() - 2));
    }

    @Test
    void writesOneLineASecond() throws IOException {
        ReportFiles.write(
                folder, Reports.of(Requests.succeeded(0, 20, "tench", "tench"), Requests.unanswered(1500, 100)));
        assertEquals(
                List.of(
                        "second,asked_rps,sent,succeeded,refused,failed,p50_ms,p95_ms,p99_ms,in_flight,queue_size",
                        "0,2.000,1,1,0,0,20.000,20.000,20.000,0,20",
                        "1,3.000,0,0,0,1,,,,0,"),
                Files.readAllLines(folder.resolve("per_second.csv")));
    }

    @Test
    void writesWhatIsNotKnownAsNull() throws IOException {
        ReportFiles.write(folder, Reports.of(Requests.unanswered(0, 1)));
        JsonNode json =
                new ObjectMapper().readTree(folder.resolve("summary.json").toFile());
        for (String field : List.of("latency_ms", "top1", "top5", "weights", "schedule_lag_ms", "core_seconds")) {
            assertTrue(json.has(field) && json.get(field).isNull(), field);
        }
        assertEquals(0, json.get("slo_attainment").doubleValue());
        assertEquals("poisson", json.at("/run/settings/arrivals").textValue());
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 500})
    void drawsChartsOfAnyRun(int requests) throws IOException {
        RequestRecord[] records = new RequestRecord[requests];
        for (int i = 0; i < requests; i++) {
            records[i] = Requests.succeeded(4L * i, 20 + i % 90, "tench", "tench");
        }
        assertEquals(Optional.empty(), ReportFiles.writeCharts(folder, Reports.of(records)));
        for (String name : List.of(
                "latency_distribution.png", "per_second.png", "node_distribution.png", "performance_comparison.png")) {
            BufferedImage image = ImageIO.read(folder.resolve(name).toFile());
            assertEquals(ChartStyle.WIDTH_PX, image.getWidth());
            assertEquals(ChartStyle.HEIGHT_PX, image.getHeight());
        }
    }

    @Test
    void writesHowManyWereInFlight() throws IOException {
        ReportFiles.write(folder, Reports.of(Requests.succeeded(500, 1000, "tench", "tench")));
        assertEquals(
                List.of("second,in_flight_mean,in_flight_max", "0,0.500,1", "1,0.500,1"),
                Files.readAllLines(folder.resolve("users.csv")));
    }

    @Test
    void keepsSamplesOfThisRunOnly() throws IOException {
        ReportFiles.write(folder, Reports.of(Reports.samples(2), Requests.succeeded(0, 20, "tench", "tench")));
        assertEquals(
                List.of("seconds,ready,booting,draining,wanted,queue_size,cores_per_replica", "0.000001234,2,1,,3,0,1"),
                Files.readAllLines(folder.resolve("samples.csv")));
        ReportFiles.write(folder, Reports.of(Requests.succeeded(0, 20, "tench", "tench")));
        assertTrue(Files.notExists(folder.resolve("samples.csv")));
    }
}
