package org.elasticml.loadtester.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import org.elasticml.loadtester.agent.AgentAddress;
import org.elasticml.loadtester.agent.AgentServer;
import org.elasticml.loadtester.send.StubServer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;

/** Whole commands, with a stub of the dispatcher behind a real socket. */
@Timeout(60)
class CommandsTest {
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
            int exitCode = replay("--url", server.url(), "--arrivals", "uniform", "--max-lag-ms", "60000", "--verbose");
            assertEquals(ExitCode.MISSED, exitCode, err::toString);
            assertEquals(40, server.received.get());
        }
        assertTrue(out.toString().contains("30/40 successful requests (75.0%)"), out::toString);
        assertTrue(out.toString().contains("Classified as 'tench' with 80.0% confidence"), out::toString);
        assertEquals("SLO missed" + System.lineSeparator(), err.toString());
        checkFiles(folder.resolve("out"));
    }

    private static void checkFiles(Path folder) throws IOException {
        assertEquals(41, Files.readAllLines(folder.resolve("requests.csv")).size());
        for (String name : List.of(
                "per_second.csv",
                "users.csv",
                "report.md",
                "report.html",
                "latency_distribution.png",
                "node_distribution.png",
                "per_second.png",
                "performance_comparison.png")) {
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
        assertEquals(ExitCode.USAGE, replay());
        assertTrue(err.toString().contains("w.txt, line 2: 'x' is not a rate"), err::toString);
        assertEquals(1, err.toString().lines().count());
    }

    @Test
    void repeatsWithTheSeedsThatFollow() throws IOException {
        try (StubServer server = new StubServer((index, response) -> StubServer.answer(response))) {
            String[] options = {"--url", server.url(), "--max-lag", "60000", "--slo-ms", "60000", "--speed", "4"};
            assertEquals(ExitCode.FINE, replay(with(options, "--repeat", "2", "--seed", "7")), err::toString);
        }
        Path out = folder.resolve("out");
        for (String seed : List.of("7", "8")) {
            JsonNode json = json(out.resolve("seed-" + seed).resolve("summary.json"));
            assertEquals(seed, json.at("/run/settings/seed").textValue());
        }
        assertTrue(
                Files.exists(out.resolve("repeats.json")),
                () -> String.join(" ", out.toFile().list()));
    }

    @Test
    void benchSendsExactlyWhatWasAskedForByEachNumberOfUsers() throws IOException {
        try (StubServer server = new StubServer((index, response) -> StubServer.answer(response))) {
            String[] options = {"--url", server.url(), "--requests", "30", "--concurrency", "1,3", "--warm-up", "0"};
            assertEquals(ExitCode.FINE, run(with(options, "bench", "--out", out())), err::toString);
            assertEquals(60, server.received.get());
        }
        assertEquals(
                30,
                json(folder.resolve("out/users-3/summary.json"))
                        .at("/succeeded")
                        .intValue());
        assertTrue(Files.size(folder.resolve("out/performance_comparison.png")) > 0);
    }

    @Test
    void thresholdsDecideTheExitCode() throws IOException {
        try (StubServer server = new StubServer((index, response) -> StubServer.answer(response))) {
            String[] options = {"--url", server.url(), "--requests", "10", "--concurrency", "1", "--warm-up", "0"};
            String[] fine = with(options, "bench", "--out", out(), "--threshold", "failed<=0");
            assertEquals(ExitCode.FINE, run(fine), err::toString);
            String[] missed = with(options, "bench", "--out", out(), "--threshold", "throughput>1000000");
            assertEquals(ExitCode.MISSED, run(missed));
        }
        assertTrue(err.toString().startsWith("threshold missed: throughput"), err::toString);
    }

    @Test
    void makesAReportAgain() throws IOException {
        try (StubServer server = new StubServer((index, response) -> StubServer.answer(response))) {
            assertEquals(ExitCode.FINE, replay("--url", server.url(), "--max-lag", "60000", "--slo-ms", "60000"));
        }
        Path page = folder.resolve("out/report.html");
        String before = Files.readString(page);
        Files.delete(page);
        Path recorded = folder.resolve("out/requests.csv");
        FileTime untouched = FileTime.fromMillis(0);
        Files.setLastModifiedTime(recorded, untouched);
        assertEquals(ExitCode.FINE, run("report", out()), err::toString);
        assertEquals(before, Files.readString(page));
        assertEquals(untouched, Files.getLastModifiedTime(recorded));
    }

    @Test
    void watchesAProcessAndGivesAdviceForTheRatesAskedFor() throws IOException {
        assumeTrue(Files.isReadable(Path.of("/proc/self/stat")), "needs Linux");
        String self = "self=" + ProcessHandle.current().pid();
        try (StubServer server = new StubServer((index, response) -> StubServer.answer(response))) {
            String[] options = {"--requests", "50", "--concurrency", "4", "--warm-up", "0", "--out", out()};
            int exitCode = run(with(
                    options,
                    "bench",
                    "--url",
                    server.url(),
                    "--watch",
                    self,
                    "--capacity-for",
                    "1,2000000",
                    "--margin",
                    "50%"));
            assertEquals(ExitCode.FINE, exitCode, err::toString);
        }
        JsonNode json = json(folder.resolve("out/summary.json"));
        assertEquals("self", json.at("/resources/0/name").textValue());
        assertTrue(json.at("/resources/0/cpu_seconds").doubleValue() > 0, json::toString);
        assertEquals("saturation", json.at("/capacity/throughput_from").textValue());
        assertEquals(1, json.at("/capacity/needs/0/replicas").intValue());
        assertTrue(json.at("/capacity/needs/1/replicas").intValue() > 1, json::toString);
        assertEquals(ExitCode.FINE, run("report", out(), "--capacity-for", "3"), err::toString);
        json = json(folder.resolve("out/summary.json"));
        assertEquals(3, json.at("/capacity/needs/0/rate").intValue());
        assertEquals(0.5, json.at("/capacity/margin").doubleValue());
        assertEquals("self", json.at("/resources/0/name").textValue());
    }

    @Test
    void writesAShapeThatCanBePlayed() throws IOException {
        Path file = folder.resolve("spike.txt");
        assertEquals(
                ExitCode.FINE,
                run("shape", "spike", "base=2", "peak=9", "width=2", "--seconds", "8", "--write", file.toString()),
                err::toString);
        assertEquals(
                List.of(2.0, 2.0, 2.0, 9.0, 9.0, 2.0, 2.0, 2.0),
                Files.readAllLines(file).stream()
                        .filter(line -> !line.startsWith("#"))
                        .map(Double::valueOf)
                        .toList());
    }

    @Test
    void playsAShapeAsUsers() throws IOException {
        try (StubServer server = new StubServer((index, response) -> StubServer.answer(response))) {
            String[] options = {"--seconds", "1", "--as", "users", "--url", server.url(), "--out", out()};
            assertEquals(ExitCode.FINE, run(with(options, "shape", "constant", "value=2")), err::toString);
            assertTrue(server.received.get() > 0);
        }
    }

    @Test
    void playsOnAgents() throws IOException {
        AgentAddress anywhere = new AgentAddress("127.0.0.1", 0);
        try (StubServer server = new StubServer((index, response) -> StubServer.answer(response));
                AgentServer one = AgentServer.listen(anywhere, Optional.empty(), line -> {});
                AgentServer other = AgentServer.listen(anywhere, Optional.empty(), line -> {})) {
            String agents = "127.0.0.1:" + one.port() + ",127.0.0.1:" + other.port();
            String[] options = {"--url", server.url(), "--max-lag", "60000", "--slo-ms", "60000", "--agents", agents};
            assertEquals(ExitCode.FINE, replay(with(options, "--arrivals", "uniform")), err::toString);
            assertEquals(40, server.received.get());
            JsonNode json = json(folder.resolve("out/summary.json"));
            assertEquals(40, json.at("/succeeded").intValue());
            assertEquals(
                    agents.replace(",", ", "), json.at("/run/settings/agents").textValue());
        }
        assertTrue(Files.size(folder.resolve("out/latency.hgrm")) > 0);
    }

    /** It dies in the second of three runs, and is not back for the third. */
    @Test
    void tellsOfTheRunsBeforeAnAgentWasGone() throws IOException {
        AtomicReference<AgentServer> agent = new AtomicReference<>();
        AtomicInteger runs = new AtomicInteger();
        agent.set(AgentServer.listen(new AgentAddress("127.0.0.1", 0), Optional.empty(), line -> {
            if (line.startsWith("sends ") && runs.incrementAndGet() == 2) {
                new Thread(agent.get()::close).start();
            }
        }));
        try (StubServer server = new StubServer((index, response) -> StubServer.answer(response))) {
            String[] options = {"--url", server.url(), "--max-lag", "60000", "--slo-ms", "60000", "--repeat", "3"};
            String address = "127.0.0.1:" + agent.get().port();
            assertEquals(ExitCode.UNREACHABLE, replay(with(options, "--agents", address)), err::toString);
            assertTrue(err.toString().contains("agent " + address + " died after "), err::toString);
            assertTrue(err.toString().contains("agent " + address + ": "), err::toString);
        }
        assertEquals(2, json(folder.resolve("out/repeats.json")).at("/runs").size(), out::toString);
    }

    @Test
    void saysThatAnAgentIsNotThereAndLeavesNoFolder() {
        assertEquals(ExitCode.UNREACHABLE, replay("--agents", "127.0.0.1:1"));
        assertFalse(Files.exists(folder.resolve("out")));
        assertTrue(err.toString().startsWith("agent 127.0.0.1:1: Connection refused"), err::toString);
        assertEquals(1, err.toString().lines().count(), err::toString);
    }

    @Test
    void completesCommandsAndOptions() {
        assertEquals(ExitCode.FINE, run("completion", "--name", "elastic-load"), err::toString);
        assertTrue(out.toString().contains("complete -F _complete_elastic-load"), out::toString);
        assertTrue(out.toString().contains("--max-lag"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "replay --images nowhere",
                "replay --url ftp://a",
                "replay --seconds 0",
                "replay --scale 0",
                "replay --scale -1",
                "replay --scale NaN",
                "replay --speed 0",
                "replay --speed -2",
                "replay --timeout-s 0",
                "replay --timeout-s 1e300",
                "replay --arrivals bursts",
                "replay --repeat 0",
                "replay --threshold p98<1ms",
                "replay --threshold p99",
                "replay --image-size 500",
                "replay --image-size 0x10",
                "replay --image-size 99999x99999",
                "replay --image-size 10x10 --images .",
                "replay --metrics not:a:url",
                "replay --metrics localhost:8001",
                "replay --autoscaler localhost:8002",
                "replay --watch nobody",
                "replay --watch 99999999",
                "replay --watch http://127.0.0.1:1",
                "replay --watch 1,1",
                "replay --margin 20",
                "replay --margin 2000%",
                "replay --capacity-for 10,0",
                "replay --capacity-for many",
                "replay --slo-ms Infinity",
                "replay --images pom.xml",
                "replay --workload .",
                "replay --protocol udp",
                "replay --no-such-option 1",
                "bench --requests 0",
                "bench --duration -1",
                "bench --concurrency 0",
                "bench --concurrency 1,1",
                "bench --concurrency a",
                "shape",
                "shape triangle",
                "shape spike height=3",
                "shape spike peak=x",
                "shape ramp --seconds 0",
                "shape ramp --as miles",
                "replay --agents 127.0.0.1:9301,127.0.0.1:9301",
                "replay --agents 127.0.0.1:x",
                "replay --agents http://127.0.0.1:8010",
                "shape ramp --as users --agents 127.0.0.1:8010",
                "agent --listen 0.0.0.0:8010",
                "agent --listen 127.0.0.1:0",
                "report nowhere",
                "report . --margin x",
                "report .",
                "completion --name a;b",
                "nonsense"
            })
    void saysWhatIsWrongWithTheUsage(String line) {
        assertEquals(
                ExitCode.USAGE,
                run((line + " --out " + out())
                        .replaceFirst("^((report|completion|agent).*) --out.*", "$1")
                        // A workload that is fine, or it would be what is wrong.
                        .replaceFirst("^replay (?!.*--workload)", "replay --workload " + workload + " ")
                        .split(" ")));
        assertTrue(err.toString().lines().count() <= 2, err::toString);
        assertTrue(!err.toString().contains("Exception"), err::toString);
    }

    @Test
    void saysWhyAFolderCannotBeMadeAndSendsNothing() {
        try (StubServer server = new StubServer((index, response) -> StubServer.answer(response))) {
            String[] options = {"--workload", workload.toString(), "--out", workload.toString()};
            assertEquals(ExitCode.ERROR, run(with(options, "replay", "--url", server.url())));
            assertEquals(0, server.received.get());
        }
        assertEquals(
                "--out: cannot make the folder " + workload + ": is not a folder" + System.lineSeparator(),
                err.toString());
    }

    @Test
    void saysThatMemoryIsTooSmall() {
        CommandLine commands = CommandLineProducer.configured(new CommandLine(new LoadTester()));
        Callable<Integer> greedy = () -> {
            throw new OutOfMemoryError();
        };
        commands.addSubcommand("greedy", CommandSpec.wrapWithoutInspection(greedy));
        commands.setErr(new PrintWriter(err, true));
        assertEquals(ExitCode.ERROR, commands.execute("greedy"));
        assertTrue(err.toString().startsWith("this takes more memory than there is"), err::toString);
        assertEquals(1, err.toString().lines().count(), err::toString);
    }

    @Test
    void saysThatNobodyIsThereAndLeavesNoFolder() {
        assertEquals(ExitCode.UNREACHABLE, replay("--url", "http://127.0.0.1:1"));
        assertFalse(Files.exists(folder.resolve("out")));
        assertEquals(1, err.toString().lines().count(), err::toString);
    }

    private String out() {
        return folder.resolve("out").toString();
    }

    private static JsonNode json(Path file) throws IOException {
        return new ObjectMapper().readTree(file.toFile());
    }

    private static String[] with(String[] options, String... more) {
        return Stream.concat(Stream.of(more), Stream.of(options)).toArray(String[]::new);
    }

    private int replay(String... options) {
        return run(with(options, "replay", "--workload", workload.toString(), "--out", out()));
    }

    private int run(String... arguments) {
        return CommandLineProducer.configured(new CommandLine(new LoadTester()))
                .setOut(new PrintWriter(out, true))
                .setErr(new PrintWriter(err, true))
                .execute(arguments);
    }
}
