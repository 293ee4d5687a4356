package org.elasticml.loadtester.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
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
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.elasticml.loadtester.report.CompareReport;
import org.elasticml.loadtester.report.Deployment;
import org.elasticml.loadtester.report.MadeUpRuns;
import org.elasticml.loadtester.send.StubServer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

/** Whole commands; how fast a stub answers is not what is tested. */
@Timeout(60)
class CompareCommandTest {
    @TempDir
    Path folder;

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @Test
    void givesAllTheSameWorkInTurn() throws IOException {
        try (StubServer old = new StubServer((index, response) -> StubServer.answer(response));
                StubServer other = new StubServer((index, response) -> StubServer.answer(response))) {
            String[] work = {"--rate", "25", "--seconds", "1", "--rounds", "2", "--warm-up", "0", "--max-lag", "60000"};
            assertEquals(0, compare(work, "old=" + old.url(), "new=" + other.url()), err::toString);
            assertEquals(old.received.get(), other.received.get());
        }
        assertEquals(instants("old", 1), instants("new", 1));
        assertEquals(instants("old", 2), instants("new", 2));
        assertNotEquals(instants("old", 1), instants("old", 2));
        List<String> turns = out.toString()
                .lines()
                .filter(line -> line.startsWith("round "))
                .map(line -> line.split(":")[0])
                .toList();
        assertEquals(
                List.of("round 1 of 2  old", "round 1 of 2  new", "round 2 of 2  new", "round 2 of 2  old"), turns);
        JsonNode json = json(folder.resolve("out"));
        assertTrue(json.at("/paired").booleanValue());
        assertEquals(2, json.at("/rounds").intValue());
        assertFalse(Files.exists(folder.resolve("out/old/round-01/per_second.png")));
    }

    private List<String> instants(String name, int round) throws IOException {
        return Files.readAllLines(folder.resolve("out/" + name + "/round-0" + round + "/requests.csv")).stream()
                .map(line -> line.split(",")[0])
                .toList();
    }

    /** The rounds of a comparison are runs: compared again, they come to the same. */
    @Test
    void comparesTheRoundsOfAComparisonAgain() throws IOException {
        try (StubServer a = new StubServer((index, response) -> StubServer.answer(response));
                StubServer b = new StubServer((index, response) -> StubServer.answer(response))) {
            String[] work = {"--concurrency", "2", "--seconds", "1", "--rounds", "2", "--max-lag", "60000"};
            String[] warm = with(work, "--warm-up", "1");
            assertEquals(0, compare(warm, "a=" + a.url(), "b=" + b.url()), err::toString);
        }
        JsonNode first = json(folder.resolve("out"));
        Path again = folder.resolve("again");
        String[] options = {"--out", again.toString(), "--max-lag", "60000"};
        assertEquals(
                0,
                run(with(options, "compare", "a=" + folder.resolve("out/a"), "b=" + folder.resolve("out/b"))),
                err::toString);
        assertEquals(first.at("/differences"), json(again).at("/differences"));
        assertEquals(first.at("/paired"), json(again).at("/paired"));
    }

    @Test
    void failsOnlyIfToldToAndIfOneIsSlower() throws IOException {
        String a = "a=" + MadeUpRuns.rounds(folder.resolve("a"), 8, 1, 100);
        String same = "same=" + MadeUpRuns.rounds(folder.resolve("same"), 8, 1, 200);
        String slow = "slow=" + MadeUpRuns.rounds(folder.resolve("slow"), 8, 1.1, 300);
        assertEquals(ExitCode.FINE, compare(new String[] {}, a, slow), err::toString);
        String[] strict = {"--fail-if-slower"};
        assertEquals(ExitCode.FINE, compare(strict, a, same), err::toString);
        assertEquals("", err.toString());
        assertEquals(ExitCode.MISSED, compare(strict, a, slow));
        assertTrue(err.toString().startsWith("slow: mean +"), err::toString);
        assertEquals(ExitCode.FINE, compare(new String[] {"--fail-if-slower", "--baseline", "slow"}, a, slow));
        assertTrue(json(folder.resolve("out"))
                .at("/differences/0/shows")
                .textValue()
                .equals("faster"));
    }

    /** Without intervals nothing is known to be slower, nor not to be. */
    @Test
    void doesNotPassWithoutIntervals() throws IOException {
        MadeUpRuns.rounds(folder.resolve("a"), 1, 1, 100);
        for (String run : List.of("a", "a/seed-1")) {
            String[] strict = {"--fail-if-slower"};
            assertEquals(ExitCode.USAGE, compare(strict, "a=" + folder.resolve(run), "b=" + folder.resolve(run)));
            assertTrue(err.toString().contains("of a there is 1"), err::toString);
        }
        List<Deployment> one = Stream.of("a", "b")
                .map(name -> new Deployment(name, "there", List.of(MadeUpRuns.run(1, 1, 1)), false))
                .toList();
        Verdict verdict = CompareCommand.ofIntervals(new CompareReport(one, "a", List.of(), List.of()));
        assertEquals(ExitCode.ERROR, verdict.exitCode());
        assertTrue(verdict.reasons().get(0).contains("no intervals"), verdict::toString);
    }

    @Test
    void isNotBelievedIfNothingSucceeded() throws IOException {
        try (StubServer fine = new StubServer((index, response) -> StubServer.answer(response));
                StubServer full = new StubServer((index, response) -> StubServer.refuse(response))) {
            String[] work = {"--concurrency", "1", "--seconds", "1", "--rounds", "1", "--warm-up", "0"};
            assertEquals(ExitCode.MISSED, compare(work, "fine=" + fine.url(), "full=" + full.url()));
        }
        assertEquals("full, round 1: nothing succeeded" + System.lineSeparator(), err.toString());
        assertEquals(
                "full, round 1: nothing succeeded",
                json(folder.resolve("out")).at("/not_to_be_believed/0").textValue());
    }

    /** It is there when it is asked how it is, and hangs up on every photo. */
    @Test
    void endsWithOneThatAnswersNothing() {
        try (StubServer fine = new StubServer((index, response) -> StubServer.answer(response));
                StubServer gone = new StubServer((index, response) -> response.reset())) {
            String[] work = {"--rate", "20", "--seconds", "1", "--rounds", "5", "--warm-up", "0"};
            assertEquals(ExitCode.UNREACHABLE, compare(work, "gone=" + gone.url(), "fine=" + fine.url()));
            assertEquals(0, fine.received.get());
        }
        assertTrue(err.toString().contains("gone, round 1: the target answered none of the requests"), err::toString);
        assertTrue(err.toString().contains("nothing to compare"), err::toString);
    }

    @Test
    void namesTheOneThatIsNotThereAndLeavesNoFolder() {
        try (StubServer there = new StubServer((index, response) -> StubServer.answer(response))) {
            assertEquals(
                    ExitCode.UNREACHABLE, compare(new String[] {}, "a=" + there.url(), "b=http://127.0.0.1:1/predict"));
            assertEquals(0, there.received.get());
        }
        assertTrue(err.toString().startsWith("b: http://127.0.0.1:1/"), err::toString);
        assertEquals(1, err.toString().lines().count(), err::toString);
        assertFalse(Files.exists(folder.resolve("out")));
    }

    @Test
    void keepsRoundsOfAnEarlierComparison() throws IOException {
        Files.createDirectories(folder.resolve("out/b"));
        assertEquals(ExitCode.USAGE, compare(new String[] {}, "a=http://127.0.0.1:1", "b=http://127.0.0.1:1"));
        assertTrue(err.toString().contains("holds rounds of b already"), err::toString);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "--rate 1 --concurrency 1",
                "--rate 0",
                "--rate -1",
                "--rate NaN",
                "--concurrency 0",
                "--concurrency 1 --arrivals uniform",
                "--seconds 0",
                "--seconds 1.5",
                "--rounds 0",
                "--warm-up -1",
                "--from 3",
                "--rate 5 --scale 2",
                "--workload nowhere.txt",
                "--baseline c",
                "--rounds 1 --fail-if-slower",
                "--url http://127.0.0.1:1",
                "--threshold p99<1ms",
            })
    void saysWhatIsWrongWithTheUsage(String line) {
        assertEquals(ExitCode.USAGE, compare(line.split(" "), "a=http://127.0.0.1:1", "b=http://127.0.0.1:1"));
        assertTrue(err.toString().lines().count() <= 2, err::toString);
        assertFalse(err.toString().contains("Exception"), err::toString);
    }

    @ParameterizedTest
    @CsvSource({
        "--rounds 3, --rounds is for URLs",
        "--images /nowhere, --images is for URLs",
        "--seed 8, --seed is for URLs",
        "--timeout-s -3, --timeout-s",
        "--max-lag -1, --max-lag must be",
        "--slo-ms 0, --slo-ms",
    })
    void takesNothingThatRunsThatAreOverHaveNoUseFor(String line, String message) throws IOException {
        String a = "a=" + MadeUpRuns.rounds(folder.resolve("a"), 2, 1, 0);
        assertEquals(ExitCode.USAGE, compare(line.split(" "), a, a.replaceFirst("a=", "b=")));
        assertTrue(err.toString().contains(message), err::toString);
    }

    private int compare(String[] options, String... deployments) {
        List<String> arguments = new ArrayList<>(List.of("compare"));
        arguments.addAll(List.of(deployments));
        arguments.addAll(List.of(options));
        arguments.addAll(List.of("--out", folder.resolve("out").toString()));
        return run(arguments.toArray(String[]::new));
    }

    private static String[] with(String[] options, String... more) {
        return IntStream.range(0, options.length + more.length)
                .mapToObj(i -> i < more.length ? more[i] : options[i - more.length])
                .toArray(String[]::new);
    }

    private static JsonNode json(Path folder) throws IOException {
        return new ObjectMapper().readTree(folder.resolve("comparison.json").toFile());
    }

    private int run(String... arguments) {
        return CommandLineProducer.configured(new CommandLine(new LoadTester()))
                .setOut(new PrintWriter(out, true))
                .setErr(new PrintWriter(err, true))
                .execute(arguments);
    }
}
