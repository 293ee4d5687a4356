package org.elasticml.loadtester.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Random;
import java.util.stream.Stream;
import org.elasticml.core.workload.Workload;
import org.elasticml.loadtester.measure.Answer;
import org.elasticml.loadtester.measure.Outcome;
import org.elasticml.loadtester.measure.Prediction;
import org.elasticml.loadtester.measure.RequestLog;
import org.elasticml.loadtester.measure.RequestRecord;
import org.elasticml.loadtester.send.Recording;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A million requests in ten minutes. */
class LargeReportTest {
    private static final int REQUESTS = 1_000_000;
    private static final int SECONDS = 600;
    private static final long MAX_HTML_BYTES = 5_000_000;

    @TempDir
    Path folder;

    @Test
    void isWhole() throws IOException {
        double[] rates = new double[SECONDS];
        Arrays.fill(rates, (double) REQUESTS / SECONDS);
        Report report = Report.of(
                Reports.RUN,
                Optional.of(Workload.of(rates)),
                new Recording(REQUESTS, log(), false),
                500,
                Reports.samples(new int[SECONDS]));
        ReportFiles.write(folder, report);
        assertEquals(Optional.empty(), ReportFiles.writeCharts(folder, report));
        assertEquals(REQUESTS, report.summary().requests());
        assertEquals(
                REQUESTS,
                report.seconds().stream()
                        .mapToInt(it -> it.succeeded() + it.refused() + it.failed())
                        .sum());
        try (Stream<String> lines = Files.lines(folder.resolve("requests.csv"))) {
            assertEquals(1 + REQUESTS, lines.count());
        }
        assertTrue(Files.size(folder.resolve("report.html")) < MAX_HTML_BYTES);
    }

    /** In the order in which they end, which is not that in which they were due. */
    private static RequestLog log() {
        Random random = new Random(1);
        List<String> labels = List.of("tench", "golf ball", "church", "parachute", "chain saw");
        RequestLog log = new RequestLog();
        for (int i = 0; i < REQUESTS; i++) {
            long finished = (long) SECONDS * 1_000_000_000L / REQUESTS * i + 300_000_000;
            long latency = Math.min(finished, 20_000_000 + (long) (random.nextDouble() * random.nextDouble() * 3e8));
            log.add(new RequestRecord(
                    finished - latency,
                    OptionalLong.of(finished - latency + random.nextInt(100_000)),
                    finished,
                    "photo-" + i % 50 + ".jpg",
                    Optional.of(labels.get(i % 5)),
                    100_000,
                    answer(random, labels)));
        }
        return log;
    }

    private static Answer answer(Random random, List<String> labels) {
        Outcome outcome = random.nextInt(100) == 0 ? Outcome.REFUSED : Outcome.SUCCEEDED;
        boolean succeeded = outcome == Outcome.SUCCEEDED;
        Prediction prediction = new Prediction(labels.get(random.nextInt(5)), random.nextDouble(), labels);
        return new Answer(
                succeeded ? 200 : 503,
                outcome,
                succeeded ? Optional.of(prediction) : Optional.empty(),
                Optional.of("127.0.0.1:" + (9001 + random.nextInt(4))),
                Optional.of("builtin"),
                OptionalInt.of(random.nextInt(30)),
                succeeded ? Optional.empty() : Optional.of("HTTP 503: the queue is full"));
    }
}
