package org.elasticml.cluster.manifests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
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
            boolean shares = environment(copy).containsKey("QUEUE");
            assertEquals(shares ? 2 : 1, copy.at("/spec/replicas").asInt(), copy.path());
        }
    }

    /** Behind a Service that balances it would take one's counters for another's. */
    @Test
    void severalDispatchersAreAskedEach() {
        for (Filed dispatcher : copies("dispatcher")) {
            boolean areSeveral = dispatcher.at("/spec/replicas").asInt() > 1;
            List<Filed> reach = Corpus.COMMITTED.inReachOf(dispatcher.folder());
            String url = environment(one(reach, "Deployment", "autoscaler")).getOrDefault("DISPATCHER_URL", "");
            assertEquals(areSeveral ? "dns://dispatchers:8001" : "", url, dispatcher.path());
            if (areSeveral) {
                JsonNode service = one(reach, "Service", "dispatchers").at("/spec");
                assertEquals("None", service.path("clusterIP").asText());
                assertFalse(service.path("publishNotReadyAddresses").asBoolean(true));
            }
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
        assertEquals(
                1,
                one(Corpus.COMMITTED.objects(), "PodDisruptionBudget", "dispatcher")
                        .at("/spec/maxUnavailable")
                        .asInt());
    }

    private static Map<String, String> environment(Filed deployment) {
        return Manifest.objects(deployment.containers().get(0).path("env"))
                .filter(variable -> variable.has("value"))
                .collect(Collectors.toMap(variable -> variable.path("name").asText(), variable -> variable.path("value")
                        .asText()));
    }

    private static Filed one(List<Filed> all, String kind, String name) {
        return all.stream().filter(object -> object.is(kind, name)).findFirst().orElseThrow();
    }
}
