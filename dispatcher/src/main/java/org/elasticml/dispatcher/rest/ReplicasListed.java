package org.elasticml.dispatcher.rest;

import jakarta.enterprise.context.ApplicationScoped;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;
import org.elasticml.dispatcher.service.DispatchService;

/**
 * Ready when it knows which replicas there are, so that in a rollout one that can't find out does not take the place of
 * one that knows. Not when there are some: before them it refuses with a reason.
 */
@Readiness
@ApplicationScoped
class ReplicasListed implements HealthCheck {
    private final DispatchService service;

    ReplicasListed(DispatchService service) {
        this.service = service;
    }

    @Override
    public HealthCheckResponse call() {
        return HealthCheckResponse.named("replicas listed")
                .withData("source", service.sourceName())
                .status(service.hasListed())
                .build();
    }
}
