package org.elasticml.bench.measure;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Map;
import org.elasticml.bench.measure.CommandStats.Calls;
import org.junit.jupiter.api.Test;

class CommandStatsTest {
    private static final String BEFORE = """
            # Commandstats\r
            cmdstat_evalsha:calls=10,usec=500,usec_per_call=50.00,rejected_calls=0,failed_calls=0\r
            cmdstat_ping:calls=3,usec=2,usec_per_call=0.67,rejected_calls=0,failed_calls=0\r
            """;
    private static final String AFTER = """
            # Commandstats\r
            cmdstat_evalsha:calls=14,usec=740,usec_per_call=52.86,rejected_calls=0,failed_calls=0\r
            cmdstat_config|get:calls=1,usec=9,usec_per_call=9.00,rejected_calls=0,failed_calls=0\r
            cmdstat_ping:calls=3,usec=2,usec_per_call=0.67,rejected_calls=0,failed_calls=0\r
            """;

    @Test
    void readsEachCommand() {
        assertEquals(
                Map.of("evalsha", new Calls(10, 500), "ping", new Calls(3, 2)),
                CommandStats.parse(BEFORE).byName());
    }

    @Test
    void whatCameSince() {
        assertEquals(
                Map.of("evalsha", new Calls(4, 240), "config|get", new Calls(1, 9)),
                CommandStats.parse(AFTER).since(CommandStats.parse(BEFORE)).byName());
    }
}
