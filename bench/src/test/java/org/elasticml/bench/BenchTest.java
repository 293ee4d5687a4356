package org.elasticml.bench;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.PrintWriter;
import java.io.StringWriter;
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
        "preprocess --colour, --colour"
    })
    void anOptionThatCantBeIsAUsageError(String line, String named) {
        StringWriter said = new StringWriter();
        CommandLine commands = Bench.commandLine();
        commands.setErr(new PrintWriter(said));
        assertEquals(2, commands.execute(line.split(" ")));
        assertTrue(said.toString().contains(named), said.toString());
    }
}
