package org.elasticml.autoscaler.rest;

import io.smallrye.common.annotation.NonBlocking;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.elasticml.autoscaler.service.AutoscalerService;
import org.elasticml.autoscaler.service.Status;

/** What the autoscaler sees and does. */
@Path("/")
@Produces(MediaType.APPLICATION_JSON)
public class AutoscalerResource {
    private final AutoscalerService service;

    AutoscalerResource(AutoscalerService service) {
        this.service = service;
    }

    @GET
    @NonBlocking
    public HealthAnswer health() {
        return HealthAnswer.of(service.status());
    }

    /** What the latest look came to: every input, the decision and its reason, and the latest changes. */
    @GET
    @Path("status")
    @NonBlocking
    public Status status() {
        return service.status();
    }
}
