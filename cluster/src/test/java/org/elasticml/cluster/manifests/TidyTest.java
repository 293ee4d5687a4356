package org.elasticml.cluster.manifests;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class TidyTest {
    private static final String BUILT = """
            kind: Deployment
            apiVersion: apps/v1
            metadata:
              annotations:
                app.quarkus.io/build-timestamp: 2026-11-21 - 20:56:05 +0000
              labels:
                app.kubernetes.io/managed-by: quarkus
                app.kubernetes.io/version: 0.1.0
                app.kubernetes.io/name: ml-app
              name: ml-app
            spec:
              selector:
                matchLabels:
                  app.kubernetes.io/version: 0.1.0
                  app.kubernetes.io/name: ml-app
              template:
                metadata:
                  annotations:
                    app.quarkus.io/commit-id: 70cdf9f
                  labels:
                    app.kubernetes.io/name: ml-app
                    app.kubernetes.io/version: 0.1.0
                spec:
                  containers:
                    - env:
                        - name: REPLICA_CORES
                          value: "1"
                        - name: KUBERNETES_NAMESPACE
                          valueFrom:
                            fieldRef:
                              fieldPath: metadata.namespace
                        - name: MODEL_PRECISION
                          valueFrom:
                            configMapKeyRef:
                              key: MODEL_PRECISION
                              name: elastic-ml
                      image: registry.example/somebody/ml-app:0.1.0
                      name: ml-app
            """;

    private static final String TIDIED = """
            # Written for a test
            apiVersion: apps/v1
            kind: Deployment
            metadata:
              name: ml-app
              labels:
                app.kubernetes.io/name: ml-app
            spec:
              selector:
                matchLabels:
                  app.kubernetes.io/name: ml-app
              template:
                metadata:
                  annotations:
                    elastic-ml/settings: 2b9ef6921ca4c2db
                  labels:
                    app.kubernetes.io/name: ml-app
                spec:
                  containers:
                    - name: ml-app
                      env:
                        - name: MODEL_PRECISION
                          valueFrom:
                            configMapKeyRef:
                              name: elastic-ml
                              key: MODEL_PRECISION
                        - name: REPLICA_CORES
                          value: "1"
                      image: elastic-ml/ml-app:0.1.0
            """;

    private static final Settings SETTINGS = settings("MODEL_PRECISION: auto\n  SLO_MS: \"500\"");

    private static Settings settings(String data) {
        return new Settings(read("kind: ConfigMap\nmetadata:\n  name: elastic-ml\ndata:\n  " + data + "\n"));
    }

    private static Manifest read(String text) {
        try {
            return Yaml.read(text).get(0);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void leavesWhatSomebodyWouldWrite() {
        Manifest tidied = SETTINGS.mark(new Tidy("").tidied(read(BUILT)));
        assertEquals(TIDIED, Yaml.write(List.of("Written for a test"), tidied));
    }

    @Test
    void tidyingTwiceIsTidyingOnce() {
        Manifest once = new Tidy("").tidied(read(BUILT));
        assertEquals(once.root(), new Tidy("").tidied(once).root());
    }

    @Test
    void aJobGetsItsSelectorFromKubernetes() {
        Manifest job = read(
                "kind: Job\nmetadata:\n  name: a\nspec:\n  backoffLimit: 0\n  selector:\n    matchLabels:\n      a: b\n");
        assertEquals(
                "{\"backoffLimit\":0}",
                new Tidy("").tidied(job).root().path("spec").toString());
    }

    @Test
    void aRegistryStandsInFront() {
        for (String registry : List.of("registry.example/me", "registry.example/me/")) {
            assertEquals(
                    "registry.example/me/elastic-ml/ml-app:0.1.0",
                    new Tidy(registry)
                            .tidied(read(BUILT))
                            .containers()
                            .get(0)
                            .path("image")
                            .asText());
        }
    }

    @Test
    void onlySettingsThatAPodReadsChangeIt() {
        Manifest tidied = new Tidy("").tidied(read(BUILT));
        Manifest marked = SETTINGS.mark(tidied.copy());
        assertEquals(
                marked.root(),
                SETTINGS.with(Map.of("SLO_MS", "400")).mark(tidied.copy()).root());
        // printf MODEL_PRECISION=fp32 | sha256sum
        String other = SETTINGS.with(Map.of("MODEL_PRECISION", "fp32"))
                .mark(tidied.copy())
                .root()
                .at("/spec/template/metadata/annotations/elastic-ml~1settings")
                .asText();
        assertEquals("ebea8335dbf2aab3", other);
    }
}
