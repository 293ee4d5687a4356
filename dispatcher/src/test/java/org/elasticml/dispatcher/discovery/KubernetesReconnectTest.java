package org.elasticml.dispatcher.discovery;

import static org.elasticml.dispatcher.discovery.Slices.ready;
import static org.elasticml.dispatcher.discovery.Slices.slice;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.fabric8.kubernetes.api.model.rbac.PolicyRule;
import io.fabric8.kubernetes.api.model.rbac.Role;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.ConfigBuilder;
import io.fabric8.kubernetes.client.utils.Serialization;
import io.vertx.core.Vertx;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.logging.Logger;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What happens when the API server goes away, forgets, or forbids. */
class KubernetesReconnectTest {
    private final Vertx vertx = Vertx.vertx();
    private final Heard heard = new Heard();
    private ApiServer api;
    private KubernetesSource source;
    private final Logger log = Logger.getLogger(KubernetesSource.class.getName());
    private final LogLines lines = new LogLines();

    @BeforeEach
    void start() throws Exception {
        api = new ApiServer(vertx);
        api.apply(slice("ml-app-1", ready("10.0.0.1")));
        Config config = new ConfigBuilder(Config.empty())
                .withMasterUrl("http://127.0.0.1:" + api.port())
                .withWatchReconnectInterval(10)
                .withNamespace("test")
                .build();
        source = new KubernetesSource(vertx, config, Optional.empty(), "ml-app", "");
        log.addHandler(lines);
    }

    @AfterEach
    void close() {
        log.removeHandler(lines);
        source.close();
        api.close();
        vertx.close();
    }

    /** Waits until the API server has answered so. */
    private void answered(int... statuses) throws InterruptedException {
        for (int status : statuses) {
            Integer next = api.answers().poll(60, TimeUnit.SECONDS);
            assertNotNull(next, "no answer");
            assertEquals(status, next);
        }
    }

    private void watched() throws InterruptedException {
        source.start(heard);
        heard.next(Map.of("10.0.0.1:8000", false));
        answered(200, 101);
    }

    /** With the Role in k8s/, and it gives nothing that isn't needed. */
    @Test
    void asksForWhatItsRoleAllows() throws Exception {
        watched();
        api.cut(410);
        answered(410);
        api.forget();
        api.answerWith(200);
        api.apply(slice("ml-app-2", ready("10.0.0.2")));
        heard.next(Map.of("10.0.0.1:8000", false, "10.0.0.2:8000", false));
        Role role = Serialization.unmarshal(Files.readString(Path.of("../k8s/21-dispatcher-role.yaml")), Role.class);
        PolicyRule rule = role.getRules().get(0);
        assertEquals(1, role.getRules().size());
        assertEquals(
                rule.getVerbs().stream()
                        .map(verb -> verb + " " + rule.getApiGroups().get(0) + "/"
                                + rule.getResources().get(0))
                        .collect(Collectors.toSet()),
                api.calls());
    }

    @Test
    void takesUpTheWatchWhereItWasCut() throws InterruptedException {
        watched();
        api.cut(200);
        api.apply(slice("ml-app-2", ready("10.0.0.2")));
        heard.next(Map.of("10.0.0.1:8000", false, "10.0.0.2:8000", false));
        answered(101);
        api.delete("ml-app-1");
        heard.next(Map.of("10.0.0.2:8000", false));
    }

    /** 0: hangs up. */
    @ParameterizedTest
    @ValueSource(ints = {0, 403, 410, 429, 500, 503})
    void keepsTheReplicasWhileTheServerIsAway(int status) throws InterruptedException {
        watched();
        api.cut(status);
        answered(status, status, status);
        api.apply(slice("ml-app-1", ready("10.0.0.1"), ready("10.0.0.3")));
        api.apply(slice("ml-app-2", ready("10.0.0.2")));
        api.delete("ml-app-2");
        api.forget();
        api.answerWith(200);
        heard.next(Map.of("10.0.0.1:8000", false, "10.0.0.3:8000", false));
        api.delete("ml-app-1");
        heard.next(Map.of());
    }

    /** 0: hangs up. */
    @ParameterizedTest
    @ValueSource(ints = {0, 403, 500, 503})
    void comesToKnowAServerThatIsNotThereYet(int status) throws InterruptedException {
        api.answerWith(status);
        source.start(heard);
        answered(status, status, status);
        assertFalse(source.hasListed());
        api.answerWith(200);
        heard.next(Map.of("10.0.0.1:8000", false));
        heard.listed(source);
        answered(200, 101);
        api.cut(status);
        answered(status, status, status);
        assertTrue(source.hasListed(), "what was told stays");
    }

    @Test
    void anEmptyListIsOne() {
        api.delete("ml-app-1");
        source.start(heard);
        heard.listed(source);
    }

    /** An endpoint that moves to another slice meanwhile. */
    @Test
    void losesNoReplicaWhenItHasToListAgain() throws InterruptedException {
        api.apply(slice("ml-app-1", ready("10.0.0.1"), ready("10.0.0.2")));
        api.apply(slice("ml-app-2", ready("10.0.0.3")));
        source.start(heard);
        heard.until(Map.of("10.0.0.1:8000", false, "10.0.0.2:8000", false, "10.0.0.3:8000", false));
        answered(200, 101);
        api.cut(503);
        api.apply(slice("ml-app-1", ready("10.0.0.1")));
        api.apply(slice("ml-app-2", ready("10.0.0.2"), ready("10.0.0.3")));
        api.forget();
        api.answerWith(200);
        answered(410, 200, 101);
        api.delete("ml-app-1");
        heard.next(Map.of("10.0.0.2:8000", false, "10.0.0.3:8000", false));
    }

    /** However often it is tried. */
    @Test
    void whatIsForbiddenIsSaidOnce() throws InterruptedException {
        api.answerWith(403);
        source.start(heard);
        answered(403, 403, 403);
        api.answerWith(200);
        heard.next(Map.of("10.0.0.1:8000", false));
        answered(200, 101);
        api.cut(403);
        answered(403, 403, 403);
        String what = "EndpointSlices of ml-app in namespace test: ";
        String forbidden = what
                + "the API server: HTTP 403, the service account may not get, list and watch endpointslices;"
                + " the replicas stay as they were, trying again";
        assertEquals(List.of(forbidden, what + "the API server lets watch again", forbidden), lines.said());
    }

    @Test
    void whyItCantBeReachedIsSaidOnce() throws InterruptedException {
        api.answerWith(0);
        source.start(heard);
        answered(0, 0, 0);
        assertEquals(
                List.of("EndpointSlices of ml-app in namespace test: the API server: Connection was closed;"
                        + " the replicas stay as they were, trying again"),
                lines.said());
    }
}
