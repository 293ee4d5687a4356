package org.elasticml.simulator.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import picocli.CommandLine;

class SimulatorTest {
    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @TempDir
    Path folder;

    @BeforeEach
    void workload() throws Exception {
        Files.writeString(folder.resolve("level.txt"), "10 10 10 10");
        Files.writeString(folder.resolve("words.txt"), "ten");
        Files.writeString(folder.resolve("nothing.txt"), "0 0");
        Files.writeString(folder.resolve("small.profile"), "boot-seconds=3\nservice-seconds=0.05,0.08\n");
        Files.writeString(folder.resolve("bad.profile"), "boot-seconds=3\n");
    }

    private int run(String... arguments) {
        CommandLine command = Simulator.commandLine();
        command.setOut(new PrintWriter(out));
        command.setErr(new PrintWriter(err));
        return command.execute(arguments);
    }

    /** With {@code level.txt} and this folder, unless the line names others. */
    private int runLine(String line) {
        List<String> arguments =
                new ArrayList<>(List.of(line.replace("@", folder + "/").split(" ")));
        if (!line.contains("--workload") && !line.contains("--shape")) {
            arguments.addAll(List.of("--workload", folder.resolve("level.txt").toString()));
        }
        if (!line.contains("--out")) {
            arguments.addAll(List.of("--out", folder.resolve("out").toString()));
        }
        return run(arguments.toArray(String[]::new));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "--workload @none.txt | there is no such file",
                "--workload @words.txt | words.txt, line 1",
                "--workload @nothing.txt | asks for no requests",
                "--shape cube | --shape: 'cube' is not a shape; there are constant, ramp",
                "--shape ramp --shape-seconds 0 | a shape lasts from 1 to",
                "--scale 0 | --scale is more than 0, not 0.0",
                "--scale much | --scale",
                "--policy best | --policy: 'best' is not a scaling policy; there are slo (99 % in time)",
                "--policy fixed-2000 | --policy: 'fixed-2000' is not allowed: from fixed-1 to fixed-1000",
                "--policy hpa-150 | --policy: 'hpa-150'",
                "--service-ms 0 | --service-ms is more than 0 and at most the SLO of 500 ms, not 0",
                "--service-ms 600 | --service-ms is more than 0 and at most the SLO of 500 ms, not 600",
                "--service-ms 30 --profile @small.profile | --service-ms or --profile, not both",
                "--profile @none.profile | there is no such file",
                "--profile @bad.profile | bad.profile: 'service-seconds' is missing",
                "--boot-s -1 | --boot-s is from 0 to 3600, not -1",
                "--variation -1 | --variation is from 0 to 10, not -1.0",
                "--seeds 0 | --seeds is from 1 to 1000, not 0",
                "--arrivals never | --arrivals",
                "--floor 5 --ceiling 2 | --floor and --ceiling: from 5 to 2 replicas",
                "--slo-ms 0 | --slo-ms is more than 0, not 0",
                "--deadline-ms 0 | --deadline-ms is more than 0, not 0",
                "--queue-capacity 0 | --queue-capacity is 1 or more, not 0",
                "--slots -1 | --slots is 0 or more, not -1",
                "--balancing random | --balancing: 'random' is not a balancing policy; there are consistent-hash",
                "--threads 0 | --threads is 1 or more, not 0",
                "--sneed 1 | --sneed"
            })
    void anOptionThatCantBeIsAUsageError(String line, String named) {
        assertEquals(2, runLine(line), err.toString());
        assertTrue(err.toString().contains(named), err.toString());
        assertFalse(Files.exists(folder.resolve("out")), "nothing is begun");
        assertTrue(err.toString().lines().count() <= 2, err.toString());
    }

    @Test
    void aFolderThatCantBeIsAnError() {
        assertEquals(1, runLine("--out @level.txt/x"));
        assertTrue(err.toString().startsWith("--out: cannot make the folder"), err.toString());
    }

    private JsonNode json() throws Exception {
        return new ObjectMapper()
                .readTree(folder.resolve("out").resolve("simulation.json").toFile());
    }

    /** Forty requests of 100 ms, evenly spaced: one replica does, for four seconds. */
    @Test
    void writesEachRow() throws Exception {
        assertEquals(
                0,
                runLine("--arrivals uniform --policy fixed,fixed-2,slo --seeds 2 --boot-s 1,2 --scale 1,2"),
                err.toString());
        JsonNode json = json();
        assertEquals(2 * 2 * 3, json.get("rows").size());
        assertEquals(4, json.get("yardsticks").size());
        assertEquals("[1,2]", json.get("seeds").toString());
        assertEquals(500, json.get("settings").get("slo_ms").asDouble());
        assertEquals("uniform", json.get("settings").get("arrivals").asText());
        JsonNode row = json.get("rows").get(1);
        assertEquals("level.txt", row.get("workload").asText());
        assertEquals("fixed-2", row.get("policy").asText());
        assertEquals(1, row.get("scale").asDouble());
        assertEquals(100, row.get("service_ms").asDouble());
        assertEquals(1, row.get("boot_s").asDouble());
        assertEquals(
                "{\"mean\":1.0,\"low\":1.0,\"high\":1.0}", row.get("attainment").toString());
        assertEquals(
                "{\"mean\":8.0,\"low\":8.0,\"high\":8.0}",
                row.get("core_seconds").toString());
        assertEquals(2, row.get("ratio_to_hindsight").get("mean").asDouble(), 1e-6);
        assertEquals(2, row.get("ratio_to_hindsight_with_boot").get("mean").asDouble(), 1e-6);
        assertEquals(2, row.get("ratio_to_best_fixed").get("mean").asDouble(), 1e-6);
        assertEquals(100, row.get("p99_ms").get("mean").asDouble(), 0.5);
        assertEquals(0, row.get("scale_changes").get("mean").asDouble());
        JsonNode yardstick = json.get("yardsticks").get(3);
        assertEquals(2, yardstick.get("scale").asDouble());
        assertEquals(2, yardstick.get("boot_s").asDouble());
        assertEquals(8, yardstick.get("fluid_core_seconds").get("mean").asDouble(), 1e-6);
        assertEquals(2, yardstick.get("best_fixed_replicas").get("mean").asDouble());
        assertEquals(1, yardstick.get("reactive_bound").get("mean").asDouble());
    }

    @Test
    void oneSeedHasNoInterval() throws Exception {
        assertEquals(0, runLine("--policy slo --seeds 1"));
        assertTrue(json().get("rows").get(0).get("attainment").get("low").isNull());
        assertFalse(out.toString().contains("±"));
    }

    @Test
    void printsATable() {
        assertEquals(0, runLine("--arrivals uniform --policy fixed,fixed-2 --seeds 1"), err.toString());
        String text = out.toString();
        assertTrue(text.startsWith("level.txt ×1, 100 ms a request, boot 5 s, 40 requests"), text);
        assertTrue(text.contains("core-seconds"), text);
        assertTrue(text.lines().anyMatch(line -> line.matches("fluid bound +4 *")), text);
        assertTrue(text.lines().anyMatch(line -> line.matches("best fixed \\(1\\) +4 *")), text);
        assertTrue(
                text.lines().anyMatch(line -> line.matches("fixed-2 +100\\.00 +100 +8 +2\\.00 +2\\.00 +2\\.00 +0\\.0")),
                text);
        assertTrue(text.contains("reactive bound: the most"), text);
    }

    /** One replica does at 100 ms and, 60 % busy, at 60 ms: two are twice as dear as the one that hindsight has. */
    @Test
    void sumsUpScenarios() {
        assertEquals(
                0,
                runLine("--arrivals uniform --policy fixed-1,fixed-2 --seeds 1 --service-ms 60,100,150"),
                err.toString());
        String text = out.toString();
        assertTrue(text.contains("all 3 scenarios"), text);
        assertTrue(text.lines().anyMatch(line -> line.matches("fixed-1 +2 of 3 +.*")), text);
        assertTrue(text.lines().anyMatch(line -> line.matches("fixed-2 +3 of 3 +100\\.00 % +1\\.\\d+ +0\\.0")), text);
    }

    /** Twenty thousand requests for a thousand replicas. */
    @Test
    void whereTheSearchWouldTakeLongItIsLeftOut() throws Exception {
        Files.writeString(folder.resolve("much.txt"), "10000 10000");
        assertEquals(0, runLine("--workload @much.txt --policy fixed-1000 --seeds 1"), err.toString());
        JsonNode row = json().get("rows").get(0);
        assertTrue(row.get("ratio_to_hindsight").get("mean").isNull(), row.toString());
        assertTrue(row.get("ratio_to_best_fixed").get("mean").asDouble() > 1, row.toString());
        String page = Files.readString(folder.resolve("out").resolve("simulation.html"));
        assertTrue(page.contains("core-seconds ÷ best fixed number"));
    }

    /** 250 ms each; the surge of 40 a second is over before the first boot is. */
    @Test
    void marksWhatASurgeForbids() throws Exception {
        Files.writeString(folder.resolve("surge.txt"), "4 4 4 4 4 4 4 40 40 40 40 4 4 4");
        assertEquals(
                0,
                runLine("--workload @surge.txt --service-ms 250 --boot-s 15 --policy hpa,fixed --seeds 1"),
                err.toString());
        assertTrue(out.toString().contains("hpa-70 *"), out.toString());
        assertFalse(out.toString().contains("fixed-10 *"), out.toString());
        assertTrue(json().get("rows").get(0).get("surge_faster_than_boot").asBoolean());
    }

    @Test
    void aProfileHasBatchesAndItsBoot() throws Exception {
        assertEquals(0, runLine("--profile @small.profile --policy slo --seeds 1"), err.toString());
        JsonNode row = json().get("rows").get(0);
        assertEquals(3, row.get("boot_s").asDouble());
        assertEquals(50, row.get("service_ms").asDouble());
        assertTrue(out.toString().startsWith("level.txt ×1, small.profile"), out.toString());
    }

    @Test
    void thePageNeedsNothingElse() throws Exception {
        Files.writeString(folder.resolve("rise.txt"), "4 8 16 32 32 32 32 32 32 32");
        assertEquals(0, runLine("--workload @rise.txt --policy slo,hpa,fixed --seeds 2 --boot-s 1,2"), err.toString());
        String page = Files.readString(folder.resolve("out").resolve("simulation.html"));
        assertTrue(page.contains("Why each change was made"), page);
        assertTrue(page.contains("Attainment against core-seconds ÷ hindsight with boot"), page);
        assertFalse(page.contains("<script") || page.contains("http:"), "loads and runs nothing");
        assertFalse(page.contains("NaN") || page.contains("null"));
    }

    @Test
    void helpNamesEachPolicy() {
        assertEquals(0, run("--help"));
        for (String name : List.of("slo", "hpa-N, for N % CPU", "kpa-N", "queue", "fixed-N", "least-expected-wait")) {
            assertTrue(out.toString().contains(name), out.toString());
        }
        assertFalse(out.toString().contains("%%"), out.toString());
    }

    @Test
    void filesOfTheSameNameAreToldApart() throws Exception {
        Files.createDirectory(folder.resolve("other"));
        Files.writeString(folder.resolve("other").resolve("level.txt"), "5 5");
        assertEquals(0, runLine("--workload @level.txt,@other/level.txt --policy fixed-1 --seeds 1"), err.toString());
        assertEquals(
                folder.resolve("level.txt").toString(),
                json().get("rows").get(0).get("workload").asText());
        assertEquals(
                folder.resolve("other").resolve("level.txt").toString(),
                json().get("rows").get(1).get("workload").asText());
    }
}
