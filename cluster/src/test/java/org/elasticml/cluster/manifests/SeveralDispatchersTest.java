package org.elasticml.cluster.manifests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import org.junit.jupiter.api.Test;

/** With {@code k8s/redis} there are several, whatever else was applied, and in whichever order. */
class SeveralDispatchersTest {
    private static List<Filed> all(String kind, String name) {
        List<Filed> all = Corpus.COMMITTED.objects().stream()
                .filter(object -> object.is(kind, name))
                .toList();
        assertFalse(all.isEmpty(), "there is no " + kind + " " + name);
        return all;
    }

    /** Behind a Service that balances it would take one's counters for another's. */
    @Test
    void theAutoscalerAsksEachDispatcher() {
        for (Filed autoscaler : all("Deployment", "autoscaler")) {
            JsonNode from = Manifest.objects(autoscaler.containers().get(0).path("env"))
                    .filter(variable -> variable.path("name").asText().equals("DISPATCHER_URL"))
                    .findFirst()
                    .orElseThrow()
                    .at("/valueFrom/configMapKeyRef");
            assertEquals("elastic-ml", from.path("name").asText(), autoscaler.path());
            assertEquals("DISPATCHER_URL", from.path("key").asText(), autoscaler.path());
        }
        for (Filed settings : all("ConfigMap", "elastic-ml")) {
            assertEquals(
                    "dns://dispatchers:8001",
                    settings.at("/data/DISPATCHER_URL").asText(),
                    settings.path());
        }
    }

    @Test
    void theirNameHasTheAddressOfEachThatIsReady() {
        Filed service = all("Service", "dispatchers").get(0);
        assertEquals("", service.folder());
        assertEquals("None", service.at("/spec/clusterIP").asText());
        assertFalse(service.at("/spec/publishNotReadyAddresses").asBoolean(true));
    }

    @Test
    void noOtherOptionChangesWhatRedisDoes() {
        for (Filed ours : Corpus.COMMITTED.objects()) {
            for (Filed other : Corpus.COMMITTED.objects()) {
                boolean isOtherOption =
                        !other.folder().isEmpty() && !other.folder().equals("redis");
                assertFalse(
                        ours.folder().equals("redis") && isOtherOption && other.isSameAs(ours),
                        () -> other.path() + " changes what " + ours.path() + " does");
            }
        }
        assertTrue(all("Deployment", "dispatcher").size() > 1);
    }
}
