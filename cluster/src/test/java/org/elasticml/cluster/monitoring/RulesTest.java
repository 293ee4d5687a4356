package org.elasticml.cluster.monitoring;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.elasticml.bench.process.Programs;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Prometheus' own tool reads its configuration and plays the alerts; skipped where it is missing. */
class RulesTest {
    @TempDir
    private Path folder;

    @BeforeEach
    void files() throws IOException {
        assumeTrue(Programs.isThere("promtool"), "promtool (Debian: prometheus) is not installed");
        // Debian's is built without the discovery in Kubernetes.
        String config = MonitoringFiles.prometheusConfig()
                .replaceFirst("(?s)kubernetes_sd_configs:.*?relabel_configs:", "relabel_configs:");
        Files.writeString(folder.resolve("prometheus.yml"), config);
        Files.writeString(folder.resolve("rules.yml"), MonitoringFiles.prometheusRules());
        try (InputStream tests = RulesTest.class.getResourceAsStream("/rules-test.yml")) {
            Files.copy(tests, folder.resolve("rules-test.yml"));
        }
    }

    @Test
    void theConfigurationIsRead() throws Exception {
        promtool("check", "config", "prometheus.yml");
    }

    @Test
    void alertsFireWhenTheyShouldAndOnlyThen() throws Exception {
        promtool("test", "rules", "rules-test.yml");
    }

    private void promtool(String... arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of("promtool"));
        command.addAll(List.of(arguments));
        Process process = new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertEquals(0, process.waitFor(), said);
    }
}
