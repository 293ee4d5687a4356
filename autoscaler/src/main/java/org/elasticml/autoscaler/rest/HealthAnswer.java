package org.elasticml.autoscaler.rest;

import org.elasticml.autoscaler.service.Status;

/**
 * {@code GET /}.
 *
 * @param replicas null if they can't be seen
 */
public record HealthAnswer(String status, String policy, String actuator, Status.Replicas replicas) {
    static HealthAnswer of(Status status) {
        return new HealthAnswer("ok", status.policy(), status.actuator(), status.replicas());
    }
}
