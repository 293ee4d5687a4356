package org.elasticml.autoscaler.actuate.kubernetes;

import static org.elasticml.autoscaler.actuate.kubernetes.Cluster.autoscaler;
import static org.elasticml.autoscaler.actuate.kubernetes.Cluster.pending;
import static org.elasticml.autoscaler.actuate.kubernetes.Cluster.ready;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodBuilder;
import io.fabric8.kubernetes.api.model.autoscaling.v2.HorizontalPodAutoscaler;
import java.util.Collections;
import java.util.HashSet;
import java.util.Optional;
import java.util.OptionalDouble;
import org.elasticml.autoscaler.actuate.ActuatorException;
import org.elasticml.autoscaler.actuate.ReplicaCounts;
import org.elasticml.web.Service;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class KubernetesActuatorTest extends ActuatorRing {
    private static final HorizontalPodAutoscaler RIVAL = autoscaler("rival", "Deployment", "ml-app");
    private static final String PATCH = "patch deployments/scale";

    @BeforeEach
    void twoReplicas() throws Exception {
        api.create(Cluster.deployment(2));
        api.create(ready("a"));
        api.create(ready("b"));
    }

    private void leads(KubernetesActuator actuator) throws Exception {
        actuator.election().attend();
        Eventually.see(Optional.empty(), actuator::standsBack);
    }

    @Test
    void seesPodsComeAndGo() throws Exception {
        Pod other = new PodBuilder(ready("other")).build();
        other.getMetadata().getLabels().put("app", "other");
        api.create(other);
        seen(2, 2, 0, 0);
        api.setReplicas("ml-app", 4);
        seen(4, 2, 2, 0);
        api.create(pending("c"));
        seen(4, 2, 2, 0);
        api.create(ready("d"));
        seen(4, 3, 1, 0);
        api.delete(ready("a"));
        seen(4, 2, 2, 0);
        api.patch("/api/v1/namespaces/test/pods/b", "{\"metadata\":{\"finalizers\":[\"test/held\"]}}");
        api.delete(ready("b"));
        seen(4, 1, 3, 1);
        api.setReplicas("ml-app", 0);
        seen(0, 0, 0, 2);
    }

    @Test
    void scales() throws Exception {
        leads(actuator);
        seen(2, 2, 0, 0);
        actuator.scaleTo(5);
        assertEquals(5, replicas());
        seen(5, 2, 3, 0);
        actuator.scaleTo(1);
        assertEquals(1, replicas());
        seen(1, 1, 0, 1);
    }

    @Test
    void asksForNothingThatIsThere() throws Exception {
        leads(actuator);
        seen(2, 2, 0, 0);
        actuator.scaleTo(2);
        assertFalse(api.asked().contains(PATCH));
    }

    /** As while a rollout goes on: the status changes, the number does not. */
    @Test
    void triesAgainWhenTheVersionHasChangedMeanwhile() throws Exception {
        leads(actuator);
        seen(2, 2, 0, 0);
        api.before(PATCH, () -> api.touch("ml-app"));
        actuator.scaleTo(5);
        assertEquals(5, replicas());
        assertEquals(2, Collections.frequency(api.asked(), PATCH));
    }

    @Test
    void doesNotTryForEver() throws Exception {
        leads(actuator);
        seen(2, 2, 0, 0);
        touchBeforeEveryPatch();
        refused("it changes faster than it can be set", 5);
        assertEquals(2, replicas());
    }

    private void touchBeforeEveryPatch() {
        api.before(PATCH, () -> {
            api.touch("ml-app");
            touchBeforeEveryPatch();
        });
    }

    @Test
    void whatSomebodySetsByHandIsWhatIsWanted() throws Exception {
        leads(actuator);
        seen(2, 2, 0, 0);
        api.before(PATCH, () -> api.setReplicas("ml-app", 9));
        refused("somebody has set it to 9 meanwhile", 5);
        assertEquals(9, replicas());
        seen(9, 2, 7, 0);
        actuator.scaleTo(8);
        assertEquals(8, replicas());
    }

    @Test
    void writesNothingBeforeItHasRead() throws Exception {
        leads(actuator);
        refused("it is not known how many there are, so none are asked for", 5);
        assertFalse(api.asked().contains(PATCH));
    }

    @Test
    void standsBackForAHorizontalPodAutoscaler() throws Exception {
        leads(actuator);
        api.create(autoscaler("other", "Deployment", "other"));
        api.create(autoscaler("stateful", "StatefulSet", "ml-app"));
        seen(2, 2, 0, 0);
        api.create(RIVAL); // between what is seen and what is done
        Eventually.see(Optional.of("HorizontalPodAutoscaler rival scales it"), actuator::standsBack);
        refused("HorizontalPodAutoscaler rival scales it", 5);
        assertFalse(api.asked().contains(PATCH));
        api.delete(RIVAL);
        Eventually.see(Optional.empty(), actuator::standsBack);
        actuator.scaleTo(5);
        assertEquals(5, replicas());
    }

    /** The first try is refused for its version; by the second, the Lease is no longer ours. */
    @Test
    void doesNotActWhenTheLeaseIsLostMeanwhile() throws Exception {
        leads(actuator);
        seen(2, 2, 0, 0);
        api.before(PATCH, () -> {
            api.touch("ml-app");
            clock.addAndGet(LeaderElection.TRUSTED.toNanos());
        });
        refused("it is not known yet who leads", 5);
        assertEquals(2, replicas());
        assertEquals(1, Collections.frequency(api.asked(), PATCH));
    }

    @Test
    void onlyTheLeaderActs() throws Exception {
        leads(actuator);
        try (KubernetesActuator second = actuator("second")) {
            second.election().attend();
            assertEquals(Optional.of("first leads"), second.standsBack());
            seen(second, 2, 2, 0, 0);
            ActuatorException refusal = assertThrows(ActuatorException.class, () -> second.scaleTo(7));
            assertEquals("Deployment test/ml-app: first leads", refusal.getMessage());
            actuator.close();
            leads(second);
            second.scaleTo(7);
            assertEquals(7, replicas());
        }
    }

    /** The other has scaled since; what the new leader saw before that is no ground to act on. */
    @Test
    void aNewLeaderActsOnWhatItHasReadItself() throws Exception {
        leads(actuator);
        try (KubernetesActuator second = actuator("second")) {
            seen(second, 2, 2, 0, 0);
            seen(2, 2, 0, 0);
            actuator.scaleTo(6);
            actuator.close();
            leads(second);
            assertThrows(ActuatorException.class, () -> second.scaleTo(1));
            assertEquals(6, replicas());
        }
    }

    @Test
    void aRestartChangesNothing() throws Exception {
        leads(actuator);
        seen(2, 2, 0, 0);
        actuator.scaleTo(5);
        actuator.close();
        try (KubernetesActuator again = actuator("again")) {
            leads(again);
            seen(again, 5, 2, 3, 0);
            assertEquals(1, Collections.frequency(api.asked(), PATCH));
        }
    }

    /** That it has all it needs, {@link ActuatorRing} checks after each test. */
    @Test
    void itsRoleGivesItNoMoreThanItUses() throws Exception {
        leads(actuator);
        seen(2, 2, 0, 0);
        actuator.scaleTo(3);
        actuator.election().attend();
        Eventually.see(Rights.given().all(), () -> new HashSet<>(api.asked()));
    }

    @Test
    void runsForTheLeaseByItself() throws Exception {
        actuator.start();
        Eventually.see(Optional.empty(), actuator::standsBack);
    }

    @Test
    void saysWhereItActs() {
        assertEquals("Deployment test/ml-app", actuator.name());
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "/", "a/b/c", "ML-app", "default/", "ml_app"})
    void aTargetThatCantBeIsNamed(String target) {
        Service.CantStart refusal = assertThrows(
                Service.CantStart.class, () -> KubernetesActuator.asConfigured(vertx, target, "autoscaler"));
        assertEquals(
                "SCALE_TARGET is '" + target + "'; it is a Deployment's name, as in ml-app or default/ml-app",
                refusal.getMessage());
    }

    @Test
    void aLeaseThatCantBeIsNamed() {
        Service.CantStart refusal =
                assertThrows(Service.CantStart.class, () -> KubernetesActuator.asConfigured(vertx, "ml-app", "a b"));
        assertEquals("LEASE_NAME is 'a b'; it is a Lease's name, as in autoscaler", refusal.getMessage());
    }

    private void seen(int wanted, int ready, int booting, int draining) throws Exception {
        seen(actuator, wanted, ready, booting, draining);
    }

    private static void seen(KubernetesActuator actuator, int wanted, int ready, int booting, int draining)
            throws Exception {
        ReplicaCounts expected = new ReplicaCounts(wanted, ready, booting, draining, OptionalDouble.empty());
        Eventually.see(Optional.of(expected), () -> counts(actuator));
    }

    private void refused(String reason, int replicas) {
        ActuatorException refusal = assertThrows(ActuatorException.class, () -> actuator.scaleTo(replicas));
        assertEquals("Deployment test/ml-app: " + reason, refusal.getMessage());
    }
}
