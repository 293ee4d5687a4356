package org.elasticml.cluster.manifests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What makes the end of a pod lossless, in k8s/ and in each changed copy. */
class ScaleDownTest {
    private static final Pattern TIMEOUT = Pattern.compile("(?m)^quarkus.shutdown.timeout=(\\d+)s$");
    /** In which the end of an endpoint reaches those who send to it. */
    private static final int SECONDS_TO_TELL = 5;

    private static List<Filed> copies(String name) {
        List<Filed> copies = Corpus.COMMITTED.ofKind("Deployment").stream()
                .filter(deployment -> deployment.name().equals(name))
                .toList();
        assertTrue(copies.size() > 1, name + " has no copies");
        return copies;
    }

    @ParameterizedTest
    @ValueSource(strings = {"ml-app", "dispatcher"})
    void aPodIsToldWhenNobodySendsAnyMoreAndHasTimeToEnd(String name) throws IOException {
        Matcher timeout =
                TIMEOUT.matcher(Files.readString(Path.of("..", name, "src/main/resources/application.properties")));
        assertTrue(timeout.find());
        for (Filed copy : copies(name)) {
            int sleep = copy.containers()
                    .get(0)
                    .at("/lifecycle/preStop/sleep/seconds")
                    .asInt();
            assertEquals(SECONDS_TO_TELL, sleep, copy.path());
            int grace = copy.podSpec().path("terminationGracePeriodSeconds").asInt();
            assertTrue(grace > sleep + Integer.parseInt(timeout.group(1)), copy.path() + ": " + grace + " s");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"/spec/replicas", "/spec/template/spec/serviceAccountName"})
    void mlAppLeavesItToOthers(String field) {
        for (Filed copy : copies("ml-app")) {
            assertTrue(copy.at(field).isMissingNode(), copy.path() + " says " + field);
        }
    }

    @Test
    void ofTheOthersThereIsOneAndOfDispatchersWithASharedQueueTwo() {
        for (Filed copy : copies("autoscaler")) {
            assertEquals(1, copy.at("/spec/replicas").asInt(), copy.path());
        }
        for (Filed copy : copies("dispatcher")) {
            boolean shares = Manifest.objects(copy.containers().get(0).path("env"))
                    .anyMatch(variable -> variable.path("name").asText().equals("QUEUE"));
            assertEquals(shares ? 2 : 1, copy.at("/spec/replicas").asInt(), copy.path());
        }
    }

    /** While several are rolled none is missing, and one node is drained after the other. */
    @Test
    void aDispatcherEndsWhenAnotherServes() {
        for (Filed copy : copies("dispatcher")) {
            JsonNode strategy = copy.at("/spec/strategy");
            assertTrue(
                    strategy.isMissingNode(),
                    copy.path() + ": Kubernetes' own adds one of up to three before it ends one");
            assertTrue(copy.at("/spec/replicas").asInt() <= 3, copy.path());
        }
        Filed budget = Corpus.COMMITTED.ofKind("PodDisruptionBudget").stream()
                .filter(object -> object.name().equals("dispatcher"))
                .findFirst()
                .orElseThrow();
        assertEquals(1, budget.at("/spec/maxUnavailable").asInt());
    }
}
