package org.elasticml.launcher;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.util.List;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

class DemoCommandTest {
    private static String arguments(OptionalInt autoscaler, String... options) {
        DemoCommand command = new DemoCommand();
        new CommandLine(command).parseArgs(options);
        return String.join(
                " ",
                command.arguments(new Ports(8001, autoscaler, List.of(9001)), List.of("--workload", "w.txt"), 0.5));
    }

    @Test
    void theLoadTesterIsToldWhatToPlayAndWhomToAsk() {
        assertEquals(
                "replay --url http://127.0.0.1:8001/add_to_queue --metrics http://127.0.0.1:8001/q/metrics"
                        + " --watch http://127.0.0.1:8001/stats,dispatcher=http://127.0.0.1:8001"
                        + " --scale 0.500000 --workload w.txt"
                        + " --metrics http://127.0.0.1:8002/q/metrics --autoscaler http://127.0.0.1:8002"
                        + " --watch autoscaler=http://127.0.0.1:8002"
                        + " --images photos --out report --verbose",
                arguments(OptionalInt.of(8002), "--images", "photos", "--out", "report", "--verbose"));
    }

    @Test
    void withoutAnAutoscalerNoneIsAsked() {
        assertFalse(arguments(OptionalInt.empty(), "--replicas", "2").contains("autoscaler"));
    }
}
