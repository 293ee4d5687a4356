package org.elasticml.cluster.imagetest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.fabric8.kubernetes.api.model.HasMetadata;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.elasticml.loadtester.cli.CommandException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PodTest {
    private static final String SETTINGS = """
            apiVersion: v1
            kind: ConfigMap
            metadata: {name: settings}
            data: {SLO_MS: "500"}
            """;

    private static final String DEPLOYMENT = """
            apiVersion: apps/v1
            kind: Deployment
            metadata: {name: ml-app}
            spec:
              template:
                spec:
                  containers:
                    - name: ml-app
                      env:
                        - {name: REPLICA_CORES, value: "1"}
                        - name: SLO_MS
                          valueFrom: {configMapKeyRef: {name: settings, key: SLO_MS}}
                      lifecycle: {preStop: {sleep: {seconds: 5}}}
                      resources:
                        limits: {cpu: 500m, memory: 1Gi}
                  securityContext: {runAsUser: 10001}
                  terminationGracePeriodSeconds: 30
            """;

    @TempDir
    Path folder;

    @BeforeEach
    void write() throws IOException {
        Files.writeString(folder.resolve("01-settings.yaml"), SETTINGS);
        Files.writeString(folder.resolve("30-ml-app.yaml"), DEPLOYMENT);
        Files.createDirectory(folder.resolve("option"));
    }

    @Test
    void isWhatTheDeploymentSays() throws CommandException {
        Pod pod = Pod.of(Manifests.read(folder), "ml-app");
        Map<String, String> environment = Map.of("REPLICA_CORES", "1", "SLO_MS", "500");
        assertEquals(new Pod("ml-app", environment, "0.5", 1L << 30, 10_001, 5, 30), pod);
    }

    @Test
    void whatIsMissingIsNamed() throws CommandException, IOException {
        List<HasMetadata> manifests = Manifests.read(folder);
        assertError("k8s/ has no Deployment dispatcher", manifests, "dispatcher");
        Files.writeString(folder.resolve("01-settings.yaml"), SETTINGS.replace("SLO_MS", "SLO"));
        assertError("the ConfigMap settings in k8s/ has no SLO_MS", Manifests.read(folder), "ml-app");
        Files.writeString(folder.resolve("01-settings.yaml"), SETTINGS);
        Files.writeString(folder.resolve("30-ml-app.yaml"), DEPLOYMENT.replace("cpu: 500m,", ""));
        assertError("the Deployment ml-app in k8s/ lacks a limit", Manifests.read(folder), "ml-app");
    }

    private static void assertError(String begin, List<HasMetadata> manifests, String name) {
        CommandException error = assertThrows(CommandException.class, () -> Pod.of(manifests, name));
        assertTrue(error.getMessage().startsWith(begin), error.getMessage());
    }
}
