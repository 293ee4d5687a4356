package org.elasticml.loadtester.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.elasticml.loadtester.send.StubServer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import picocli.CommandLine;

/** The whole command, with a stub of the dispatcher behind a real socket. */
@Timeout(60)
class ReplayCommandTest {
    @TempDir
    Path folder;

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();
    private Path workload;

    @BeforeEach
    void writeWorkload() throws IOException {
        workload = Files.writeString(folder.resolve("w.txt"), "40 # one second of 40 requests\n");
    }

    @Test
    void countsEveryRequestAndWritesEveryFile() throws IOException {
        try (StubServer server = new StubServer((index, response) -> {
            if (index % 4 == 0) {
                StubServer.refuse(response);
            } else {
                StubServer.answer(response);
            }
        })) {
            // The lag of a busy machine is not what is tested.
            int exitCode = run("--url", server.url(), "--arrivals", "uniform", "--max-lag-ms", "60000", "--verbose");
            assertEquals(ExitCode.MISSED, exitCode, err::toString);
            assertEquals(40, server.received.get());
        }
        assertTrue(out.toString().contains("30/40 successful requests (75.0%)"), out::toString);
        assertTrue(out.toString().contains("Classified as 'tench' with 80.0% confidence"), out::toString);
        assertEquals("the SLO was missed" + System.lineSeparator(), err.toString());
        checkFiles(folder.resolve("out"));
    }

    private static void checkFiles(Path folder) throws IOException {
        assertEquals(41, Files.readAllLines(folder.resolve("requests.csv")).size());
        for (String name : List.of("per_second.csv", "latency_distribution.png", "per_second.png")) {
            assertTrue(Files.size(folder.resolve(name)) > 0, name);
        }
        JsonNode json =
                new ObjectMapper().readTree(folder.resolve("summary.json").toFile());
        for (String pointer : List.of(
                "/requests",
                "/succeeded",
                "/refused",
                "/failed",
                "/duration_s",
                "/throughput_rps",
                "/slo_ms",
                "/slo_violations",
                "/slo_attainment",
                "/latency_ms/min",
                "/latency_ms/mean",
                "/latency_ms/stddev",
                "/latency_ms/p50",
                "/latency_ms/p90",
                "/latency_ms/p95",
                "/latency_ms/p99",
                "/latency_ms/max",
                "/replicas/r1",
                "/statuses/200",
                "/statuses/503",
                "/predictions/tench/count",
                "/predictions/tench/mean_confidence",
                "/top1",
                "/top5",
                "/weights",
                "/schedule_lag_ms/p50",
                "/schedule_lag_ms/p99",
                "/schedule_lag_ms/max")) {
            assertTrue(!json.at(pointer).isMissingNode(), pointer);
        }
        assertEquals(30, json.at("/statuses/200").intValue());
        assertEquals(10, json.at("/refused").intValue());
    }

    @Test
    void namesTheLineOfABadWorkload() throws IOException {
        Files.writeString(workload, "1 2\n3 x\n");
        assertEquals(ExitCode.USAGE, run());
        assertTrue(err.toString().contains("w.txt, line 2: 'x' is not a rate"), err::toString);
        assertEquals(1, err.toString().lines().count());
    }

    @ParameterizedTest
    @CsvSource({
        "--images, nowhere, 2",
        "--url, ftp://a, 2",
        "--seconds, 0, 2",
        "--scale, 0, 2",
        "--scale, -1, 2",
        "--timeout-s, 0, 2",
        "--arrivals, bursts, 2",
        "--no-such-option, 1, 2",
        "--url, http://127.0.0.1:1, 3"
    })
    void saysWhyItDoesNotStart(String option, String value, int expected) {
        assertEquals(expected, run(option, value));
        assertTrue(err.toString().lines().count() <= 2, err::toString);
        assertTrue(!err.toString().contains("Exception"), err::toString);
    }

    private int run(String... options) {
        List<String> arguments = new ArrayList<>(List.of(
                "--workload",
                workload.toString(),
                "--out",
                folder.resolve("out").toString()));
        arguments.addAll(List.of(options));
        return CommandLineProducer.configured(new CommandLine(new ReplayCommand()))
                .setOut(new PrintWriter(out, true))
                .setErr(new PrintWriter(err, true))
                .execute(arguments.toArray(String[]::new));
    }
}
