package org.elasticml.loadtester.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.elasticml.loadtester.send.StubServer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

/** The whole command, with a stub of the dispatcher behind a real socket. Windows are as short as can be. */
@Timeout(60)
class SearchCommandTest {
    @TempDir
    Path folder;

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @Test
    void saysThatAllHeldUpToTheHighest() throws IOException {
        try (StubServer server = new StubServer((index, response) -> StubServer.answer(response))) {
            assertEquals(
                    ExitCode.FINE,
                    search(server, "--slo-ms", "30000", "--from", "20", "--to", "20", "--max-lag", "60000", "--keep"),
                    err::toString);
        }
        assertTrue(
                out.toString().contains("p99<30000ms,errors<1% holds at 20/s with one replica; no higher"),
                out::toString);
        JsonNode json =
                new ObjectMapper().readTree(folder.resolve("out/search.json").toFile());
        assertEquals(20, json.at("/holds_at_rps").doubleValue());
        assertTrue(json.at("/misses_at_rps").isNull());
        assertEquals("held", json.at("/trials/4/verdict").textValue());
        assertEquals(6, Files.readAllLines(folder.resolve("out/trials.csv")).size());
        assertEquals("30000", json.at("/run/settings/slo-ms").textValue());
        assertEquals("30", json.at("/run/settings/timeout-s").textValue());
        assertEquals("60000", json.at("/run/settings/max-lag").textValue());
        int seconds = Files.readAllLines(folder.resolve("out/trial-05/per_second.csv"))
                .size();
        assertTrue(seconds < 20, "as many seconds as were played, not three windows and the last answers: " + seconds);
        for (String name : new String[] {"search.html", "search.md", "search.png", "trial-05/requests.csv"}) {
            assertTrue(Files.size(folder.resolve("out").resolve(name)) > 0, name);
        }
    }

    @Test
    void keepsWhatIsKnownWhenATrialCantBeKept() throws IOException {
        Files.createDirectories(folder.resolve("out"));
        Files.createFile(folder.resolve("out/trial-02"));
        try (StubServer server = new StubServer((index, response) -> StubServer.answer(response))) {
            assertEquals(
                    ExitCode.ERROR,
                    search(server, "--slo", "p99<30s", "--from", "20", "--to", "20", "--max-lag", "60000", "--keep"));
        }
        assertTrue(err.toString().startsWith("--out: cannot make the folder"), err::toString);
        JsonNode json =
                new ObjectMapper().readTree(folder.resolve("out/search.json").toFile());
        assertEquals(20, json.at("/holds_at_rps").doubleValue());
        assertFalse(json.at("/done").booleanValue());
    }

    @Test
    void mixesNoTrialsOfTwoSearches() throws IOException {
        Files.createDirectories(folder.resolve("out/trial-01"));
        assertEquals(
                ExitCode.USAGE,
                run(
                        "search",
                        "--url",
                        "http://127.0.0.1:1",
                        "--out",
                        folder.resolve("out").toString()));
        assertTrue(err.toString().contains("a search needs a folder of its own"), err::toString);
    }

    @Test
    void saysThatNothingHolds() throws IOException {
        try (StubServer server = new StubServer((index, response) -> StubServer.refuse(response))) {
            assertEquals(ExitCode.MISSED, search(server, "--max-lag", "60000", "--from", "15"));
        }
        assertTrue(
                out.toString().contains("holds at no rate that was tried; it is missed from 10/s on"), out::toString);
        assertEquals("the SLO holds at no rate that was tried" + System.lineSeparator(), err.toString());
        assertTrue(Files.readString(folder.resolve("out/search.md")).contains("holds at no rate"));
    }

    @Test
    void endsWhereTheLoadTesterIsLate() throws IOException {
        try (StubServer server = new StubServer((index, response) -> StubServer.answer(response))) {
            assertEquals(ExitCode.LATE, search(server, "--slo", "p99<30s", "--max-lag", "0.000001", "--from", "20"));
        }
        assertTrue(err.toString().startsWith("the load tester itself can't send 20/s"), err::toString);
        assertTrue(Files.readString(folder.resolve("out/trials.csv")).contains("2,20,late"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "--slo p99",
                "--slo throughput>5",
                "--slo p99>5ms",
                "--from 30 --to 20",
                "--from 5",
                "--to 1e9",
                "--from x",
                "--window 0",
                "--settle -1",
                "--precision 2",
                "--precision 0%",
                "--precision 60%",
                "--threshold p99<1s",
                "--verbose"
            })
    void saysWhatIsWrongWithTheUsage(String options) {
        String[] arguments = ("search --window 1 --url http://127.0.0.1:1 " + options).split(" ");
        assertEquals(ExitCode.USAGE, run(arguments));
        assertTrue(err.toString().lines().count() <= 2, err::toString);
        assertFalse(err.toString().contains("Exception"), err::toString);
    }

    private int search(StubServer server, String... options) {
        String[] all = {
            "search",
            "--url",
            server.url(),
            "--window",
            "1",
            "--settle",
            "0",
            "--out",
            folder.resolve("out").toString()
        };
        return run(Stream.concat(Stream.of(all), Stream.of(options)).toArray(String[]::new));
    }

    private int run(String... arguments) {
        return CommandLineProducer.configured(new CommandLine(new LoadTester()))
                .setOut(new PrintWriter(out, true))
                .setErr(new PrintWriter(err, true))
                .execute(arguments);
    }
}
