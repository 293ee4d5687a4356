package org.elasticml.bench;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import picocli.CommandLine;

class BenchTest {
    @ParameterizedTest
    @CsvSource({
        "peers --seconds 0, --seconds",
        "peers --repeats 0, --repeats",
        "peers --connections x, --connections",
        "peers --connections 0, --connections",
        "peers --memory-seconds -1, --memory-seconds",
        "peers --port-base 70000, --port-base",
        "peers --precision fp12, --precision",
        "peers --images no-such-folder, --images",
        "peers --peer no-such-folder, --peer",
        "peers --json no-such-folder/x.json, --json",
        "network --precision fp12, --precision",
        "network --batch 0, --batch",
        "network --threads 0, --threads",
        "network --traced no-such-file, --traced",
        "decode --rounds 0, --rounds",
        "decode --seconds 0, --seconds",
        "decode --images no-such-folder, --images",
        "preprocess --colour, --colour",
        "stub --port 70000, --port",
        "stub --image-ms -1, --image-ms",
        "stub --image-ms NaN, --image-ms",
        "stub --best-batch 0, --best-batch",
        "stub --spread 3, --spread",
        "generator --rate 0, --rate",
        "generator --open-seconds 0, --open-seconds",
        "generator --connections 0, --connections",
        "generator --seconds 0, --seconds",
        "generator --rounds 0, --rounds",
        "generator --port-base 70000, --port-base",
        "generator --json no-such-folder/x.json, --json",
        "profile --seconds 0, --seconds",
        "profile --starts 0, --starts",
        "profile --cores 0, --cores",
        "profile --images no-such-folder, --images",
        "profile --out no-such-folder/x, --out",
        "profile --port-base 70000, --port-base",
        "chaos no-such-scenario, no-such-scenario",
        "chaos kill --seconds 5, --seconds",
        "chaos kill --load 0, --load",
        "chaos kill --load 1.5, --load",
        "chaos scale-down --times 0, --times",
        "chaos soak --minutes 0, --minutes",
        "chaos overload --real, --real",
        "chaos slow-clients --real, --real",
        "chaos --real, --real",
        "chaos kill --queue disk, --queue",
        "chaos soak --queue redis, --queue",
        "chaos durable --queue redis, --queue",
        "chaos durable --times 0, --times",
        "chaos durable --seed x, --seed",
        "chaos --port-base 70000, --port-base",
        "chaos --json no-such-folder/x.json, --json"
    })
    void anOptionThatCantBeIsAUsageError(String line, String named) {
        StringWriter said = new StringWriter();
        CommandLine commands = Bench.commandLine();
        commands.setErr(new PrintWriter(said));
        assertEquals(2, commands.execute(line.split(" ")));
        assertTrue(said.toString().contains(named), said.toString());
    }

    @Test
    void theHelpOfChaosNamesEachScenario() {
        StringWriter said = new StringWriter();
        CommandLine commands = Bench.commandLine();
        commands.setOut(new PrintWriter(said));
        assertEquals(0, commands.execute("chaos", "--help"));
        for (String scenario : List.of(
                "kill",
                "stop",
                "errors",
                "join",
                "drain",
                "overload",
                "scale-down",
                "overhead",
                "soak",
                "slow-clients",
                "durable",
                "durable-two",
                "durable-redis")) {
            assertTrue(said.toString().contains("\n  " + scenario + " "), scenario);
        }
    }
}
