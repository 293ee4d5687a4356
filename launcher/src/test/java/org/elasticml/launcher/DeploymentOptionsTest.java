package org.elasticml.launcher;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.ParameterException;

class DeploymentOptionsTest {
    @Command(name = "test")
    private static final class Commanded {
        @Mixin
        private DeploymentOptions deployment;
    }

    private static DeploymentOptions options(String... arguments) {
        Commanded command = new Commanded();
        new CommandLine(command).parseArgs(arguments);
        command.deployment.check();
        return command.deployment;
    }

    @Test
    void theAutoscalerRunsUpToAsManyReplicasAsThereAreCores() throws LaunchException {
        DeploymentOptions options = options("--port-base", "30000");
        assertFalse(options.isFixed());
        assertEquals(Math.min(64, Runtime.getRuntime().availableProcessors()), options.mostReplicas());
        assertEquals(Optional.empty(), options.policy());
        assertTrue(options.ports().autoscaler().isPresent());
        assertEquals(1, options.ports().replicas().size());
    }

    @Test
    void limitsAndPolicyCanBeSet() {
        DeploymentOptions options = options("--max-replicas", "5", "--policy", "fixed-4");
        assertEquals(5, options.mostReplicas());
        assertEquals(Optional.of("fixed-4"), options.policy());
    }

    @Test
    void aFixedNumberNeedsNoAutoscaler() throws LaunchException {
        DeploymentOptions options = options("--replicas", "3", "--port-base", "30000");
        assertTrue(options.isFixed());
        assertEquals(3, options.mostReplicas());
        assertEquals(OptionalInt.empty(), options.ports().autoscaler());
        assertEquals(3, options.ports().replicas().size());
    }

    @Test
    void theAutoscalerIsToldWhatItRunsAndWhere() {
        Map<String, String> settings = Autoscaler.settings(
                new Ports(8001, OptionalInt.of(8002), List.of(9001)),
                options("--max-replicas", "5", "--policy", "hpa-70"),
                List.of("java", "-cp", "a b:\"c\""),
                Path.of("/logs"));
        assertEquals(
                Map.of(
                        "ACTUATOR",
                        "local",
                        "DISPATCHER_URL",
                        "http://127.0.0.1:8001",
                        "MAX_REPLICAS",
                        "5",
                        "SCALING_POLICY",
                        "hpa-70",
                        "REPLICA_COMMAND",
                        "[\"java\",\"-cp\",\"a b:\\\"c\\\"\"]",
                        "REPLICA_PORT",
                        "9001",
                        "REPLICA_LOGS",
                        "/logs"),
                settings);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "--replicas 0 | --replicas is a whole number from 1 to 64",
                "--max-replicas 65 | --max-replicas is a whole number from 1 to 64",
                "--replicas 2 --max-replicas 3 | --replicas fixes the number, so --max-replicas and --policy mean nothing",
                "--replicas 2 --policy slo | --replicas fixes the number, so --max-replicas and --policy mean nothing",
                "--policy best | --policy: 'best' is not a scaling policy; there are slo ",
                "--max-replicas 2 --policy fixed-3 | --policy: 'fixed-3' is not allowed: from fixed-1 to fixed-2",
                "--port-base 65536 | --port-base is a port, from 1 to 65535",
            })
    void saysWhatIsWrong(String arguments, String message) {
        ParameterException wrong = assertThrows(
                ParameterException.class, () -> options(arguments.strip().split(" ")));
        assertTrue(wrong.getMessage().startsWith(message), wrong.getMessage());
    }
}
