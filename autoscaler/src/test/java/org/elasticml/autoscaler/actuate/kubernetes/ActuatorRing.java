package org.elasticml.autoscaler.actuate.kubernetes;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import org.elasticml.autoscaler.actuate.ActuatorException;
import org.elasticml.autoscaler.actuate.ReplicaCounts;
import org.junit.jupiter.api.AfterEach;

/** An actuator with an API server that gives it the rights of k8s/24-autoscaler-role.yaml and no others. */
abstract class ActuatorRing {
    /** So that a machine that is busy does not look like a server that does not answer. */
    static final Duration PATIENT = Duration.ofSeconds(20);

    final Vertx vertx = Vertx.vertx();
    final ApiServer api = new ApiServer();
    /** What Leases are timed by. */
    final AtomicLong clock = new AtomicLong();

    final KubernetesActuator actuator = actuator("first");

    KubernetesActuator actuator(String identity) {
        return actuator(identity, PATIENT);
    }

    KubernetesActuator actuator(String identity, Duration limit) {
        return new KubernetesActuator(vertx, api.config(), "test", "ml-app", "autoscaler", identity, limit, clock::get);
    }

    @AfterEach
    void close() {
        actuator.close();
        api.close();
        vertx.close();
        assertEquals(List.of(), api.forbidden());
    }

    /** Empty if it can't be known. */
    static Optional<ReplicaCounts> counts(KubernetesActuator actuator) {
        try {
            return Optional.of(actuator.replicas());
        } catch (ActuatorException e) {
            return Optional.empty();
        }
    }

    /** The Deployment's number. */
    int replicas() {
        return api.deployment("ml-app").getSpec().getReplicas();
    }
}
