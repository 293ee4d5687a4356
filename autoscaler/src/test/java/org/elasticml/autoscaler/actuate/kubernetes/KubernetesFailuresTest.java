package org.elasticml.autoscaler.actuate.kubernetes;

import static org.elasticml.autoscaler.actuate.kubernetes.Cluster.ready;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.logging.Logger;
import org.elasticml.autoscaler.actuate.ActuatorException;
import org.elasticml.autoscaler.actuate.ReplicaCounts;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What happens when the API server is away, refuses, or does not answer. */
class KubernetesFailuresTest extends ActuatorRing {
    private static final String GET = "get deployments/scale";
    private static final String PATCH = "patch deployments/scale";
    private static final String WHAT = "Deployment test/ml-app: ";
    private static final String UNREAD = WHAT + "it is not known how many there are, so none are asked for";
    private static final String HOLDS = "; replicas stay as they are, trying again";
    private static final String AGAIN = WHAT + "the API server answers again";

    private static final Duration HASTY = Duration.ofMillis(900);

    private final Logger log = Logger.getLogger(KubernetesActuator.class.getName());
    private final LogLines lines = new LogLines();

    @BeforeEach
    void listen() {
        log.addHandler(lines);
    }

    @AfterEach
    void listenNoMore() {
        log.removeHandler(lines);
    }

    private void works() throws Exception {
        api.create(Cluster.deployment(2));
        api.create(ready("a"));
        api.create(ready("b"));
        actuator.election().attend();
        seen(2, 2, 0);
        Eventually.see(Optional.empty(), actuator::standsBack);
        Eventually.see(2, api::watches);
    }

    private void seen(int wanted, int ready, int booting) throws Exception {
        ReplicaCounts expected = new ReplicaCounts(wanted, ready, booting, 0, OptionalDouble.empty());
        Eventually.see(Optional.of(expected), () -> counts(actuator));
    }

    private String unseen() {
        return assertThrows(ActuatorException.class, actuator::replicas).getMessage();
    }

    private String refused(int replicas) {
        return assertThrows(ActuatorException.class, () -> actuator.scaleTo(replicas))
                .getMessage();
    }

    private static String warning(String what) {
        return WHAT + "the API server: " + what + HOLDS;
    }

    @ParameterizedTest
    @CsvSource({
        "401, 'HTTP 401, the service account may not get and patch deployments/scale'",
        "403, 'HTTP 403, the service account may not get and patch deployments/scale'",
        "404, 'HTTP 404, there is no such Deployment'",
        "429, HTTP 429",
        "500, HTTP 500",
        "503, HTTP 503"
    })
    void whatIsRefusedIsSaidOnceAndHeld(int status, String what) throws Exception {
        works();
        api.answer(GET, status);
        assertEquals(WHAT + what, unseen());
        assertEquals(WHAT + what, unseen());
        assertEquals(UNREAD, refused(5));
        api.answer(GET, 200);
        seen(2, 2, 0);
        actuator.scaleTo(3);
        assertEquals(List.of(warning(what), AGAIN), lines.said());
    }

    @Test
    void anAnswerThatDoesNotComeIsNotWaitedFor() throws Exception {
        works();
        try (KubernetesActuator hasty = actuator("hasty", HASTY)) {
            Eventually.see(2, () -> hasty.replicas().wanted());
            lines.said().clear();
            api.answer(GET, ApiServer.SILENCE);
            assertNoAnswer(hasty::replicas);
            assertNoAnswer(hasty::replicas);
            assertEquals(List.of(warning("no answer in time")), lines.said());
        }
    }

    private static void assertNoAnswer(Executable call) {
        assertEquals(
                WHAT + "no answer in time",
                assertThrows(ActuatorException.class, call).getMessage());
    }

    @ParameterizedTest
    @ValueSource(ints = {400, 403, 422, 500, 503})
    void whatCantBeWrittenIsHeld(int status) throws Exception {
        works();
        api.answer(PATCH, status);
        refused(5);
        assertEquals(2, replicas());
        api.answer(PATCH, 200);
        assertEquals(UNREAD, refused(5));
        seen(2, 2, 0);
        actuator.scaleTo(5);
        assertEquals(5, replicas());
    }

    /** It may have come to it or not: that has to be read first. */
    @Test
    void aWriteWithoutAnAnswerIsReadAgain() throws Exception {
        works();
        actuator.close();
        try (KubernetesActuator hasty = actuator("hasty", HASTY)) {
            Eventually.see(Optional.empty(), () -> {
                hasty.election().attend();
                return hasty.standsBack();
            });
            Eventually.see(2, () -> hasty.replicas().wanted());
            api.answer(PATCH, ApiServer.SILENCE);
            assertNoAnswer(() -> hasty.scaleTo(5));
            api.answer(PATCH, 200);
            ActuatorException refusal = assertThrows(ActuatorException.class, () -> hasty.scaleTo(6));
            assertEquals(UNREAD, refusal.getMessage());
            Eventually.see(5, () -> hasty.replicas().wanted());
        }
    }

    @Test
    void podsThatCantBeListedAreNotTakenForNone() throws Exception {
        api.answer("list pods", 403);
        api.create(Cluster.deployment(1));
        api.create(ready("a"));
        String forbidden = "HTTP 403, the service account may not list and watch pods";
        Eventually.see(WHAT + "its pods: " + forbidden, this::unseen);
        assertEquals(UNREAD, refused(5));
        api.answer("list pods", 200);
        seen(1, 1, 0);
        assertEquals(List.of(warning(forbidden), AGAIN), lines.said());
    }

    @ParameterizedTest
    @ValueSource(ints = {403, 500})
    void podsThatAreNotWatchedAreNotBelieved(int status) throws Exception {
        works();
        api.answer("watch pods", status);
        api.cutWatches();
        Eventually.see(Optional.empty(), () -> counts(actuator));
        api.create(ready("c"));
        api.setReplicas("ml-app", 3);
        api.answer("watch pods", 200);
        seen(3, 3, 0);
    }

    @Test
    void whatHasGoneWhileTheWatchWasCutIsListedAnew() throws Exception {
        works();
        api.answer("watch pods", 410);
        api.cutWatches();
        api.delete(ready("b"));
        seen(2, 1, 1);
        api.answer("watch pods", 200);
        Eventually.see(
                true, () -> api.asked().lastIndexOf("watch pods") > api.asked().lastIndexOf("list pods"));
        api.delete(ready("a"));
        seen(2, 0, 2);
    }

    @Test
    void standsBackWhileItIsNotKnownWhetherAnotherScales() throws Exception {
        api.answer("list horizontalpodautoscalers", 403);
        api.create(Cluster.deployment(1));
        actuator.election().attend();
        Optional<String> unknown = Optional.of("it is not known whether a HorizontalPodAutoscaler scales it: HTTP 403,"
                + " the service account may not list and watch horizontalpodautoscalers");
        Eventually.see(unknown, actuator::standsBack);
        seen(1, 0, 1);
        refused(3);
        assertEquals(1, replicas());
        api.answer("list horizontalpodautoscalers", 200);
        Eventually.see(Optional.empty(), actuator::standsBack);
    }

    /** The scale, pods, HorizontalPodAutoscalers and the Lease: all say the same. */
    @Test
    void aServerThatIsAwayIsSaidOnce() throws Exception {
        works();
        api.close();
        Eventually.see(true, () -> unseen().contains("can't be reached"));
        actuator.election().attend();
        Eventually.see(true, () -> !actuator.standsBack().equals(Optional.empty()));
        unseen();
        assertEquals(1, lines.said().size(), lines.said()::toString);
    }

    @Test
    void aDeploymentMadeAnewIsTakenUp() throws Exception {
        works();
        api.delete(Cluster.deployment(2));
        assertEquals(WHAT + "HTTP 404, there is no such Deployment", unseen());
        api.create(Cluster.deployment(1));
        Eventually.see(1, () -> actuator.replicas().wanted());
    }
}
