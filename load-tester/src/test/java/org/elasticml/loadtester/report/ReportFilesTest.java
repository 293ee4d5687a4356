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
import org.elasticml.core.workload.Workload;
import org.elasticml.loadtester.measure.RequestLog;
import org.elasticml.loadtester.measure.RequestRecord;
import org.elasticml.loadtester.measure.Requests;
import org.elasticml.loadtester.send.Recording;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ReportFilesTest {
    private static final RunInfo RUN = new RunInfo("http://t/", "w.txt", 0, 2, 1, "poisson", 1, "2 from images");

    @TempDir
    Path folder;

    @Test
    void writesOneLineARequestByTheInstantItWasDue() throws IOException {
        ReportFiles.write(folder, report(Requests.refused(400, 1), Requests.succeeded(0, 20, "tench", "tench")));
        assertEquals(
                List.of(
                        "intended_s,sent_s,finished_s,status,outcome,replica,bytes,image,label,confidence,error",
                        "0.000000,0.001000,0.020000,200,succeeded,r0,10,a.jpg,tench,0.8000,",
                        "0.400000,0.401000,0.401000,503,refused,,10,a.jpg,,,"
                                + "\"HTTP 503: the queue, as it were, is \"\"full\"\"\""),
                Files.readAllLines(folder.resolve("requests.csv")));
    }

    @Test
    void writesOneLineASecond() throws IOException {
        ReportFiles.write(folder, report(Requests.succeeded(0, 20, "tench", "tench"), Requests.unanswered(1500, 100)));
        assertEquals(
                List.of(
                        "second,asked_rps,sent,succeeded,refused,failed,p50_ms,p95_ms,p99_ms,in_flight,queue_size",
                        "0,2.000,1,1,0,0,20.000,20.000,20.000,0,20",
                        "1,3.000,0,0,0,1,,,,0,"),
                Files.readAllLines(folder.resolve("per_second.csv")));
    }

    @Test
    void writesWhatIsNotKnownAsNull() throws IOException {
        ReportFiles.write(folder, report(Requests.unanswered(0, 1)));
        JsonNode json =
                new ObjectMapper().readTree(folder.resolve("summary.json").toFile());
        for (String field : List.of("latency_ms", "top1", "top5", "weights", "schedule_lag_ms")) {
            assertTrue(json.has(field) && json.get(field).isNull(), field);
        }
        assertEquals(0, json.get("slo_attainment").doubleValue());
        assertEquals("poisson", json.at("/run/arrivals").textValue());
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 500})
    void drawsChartsOfAnyRun(int requests) throws IOException {
        RequestRecord[] records = new RequestRecord[requests];
        for (int i = 0; i < requests; i++) {
            records[i] = Requests.succeeded(4L * i, 20 + i % 90, "tench", "tench");
        }
        assertEquals(Optional.empty(), ReportFiles.writeCharts(folder, report(records)));
        for (String name : List.of("latency_distribution.png", "per_second.png")) {
            BufferedImage image = ImageIO.read(folder.resolve(name).toFile());
            assertEquals(ChartStyle.WIDTH_PX, image.getWidth());
            assertEquals(ChartStyle.HEIGHT_PX, image.getHeight());
        }
    }

    private static Report report(RequestRecord... records) {
        return Report.of(RUN, Workload.of(2, 3), new Recording(records.length, RequestLog.of(records), false), 500);
    }
}
