package org.elasticml.autoscaler.rest;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.smallrye.common.annotation.NonBlocking;
import io.smallrye.mutiny.Uni;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.io.IOException;
import java.time.Duration;
import org.elasticml.autoscaler.config.AutoscalerConfig;
import org.elasticml.autoscaler.service.AutoscalerService;
import org.elasticml.web.Bodies;
import org.elasticml.web.MachineAccess;
import org.elasticml.web.ProblemException;
import org.elasticml.web.TimeLimit;

/** Where the number of replicas is set by hand, and given back to the policy. */
@Path("replicas")
@Produces(MediaType.APPLICATION_JSON)
public class ReplicasResource {
    private static final Duration PATIENCE = Duration.ofSeconds(5);
    private static final String EXAMPLE = "as in {\"replicas\":2}";

    private final AutoscalerService service;
    private final Bodies bodies;
    private final ObjectMapper json;
    private final MachineAccess access;

    /** The number that holds from now on. */
    public record Held(int replicas) {}

    ReplicasResource(AutoscalerService service, Bodies bodies, ObjectMapper json, AutoscalerConfig.Scaling config) {
        this.service = service;
        this.bodies = bodies;
        this.json = json;
        this.access = new MachineAccess("SCALING_TOKEN", config.token());
    }

    /** From now on there are as many as the body says, until that is deleted. */
    @PUT
    @Consumes(MediaType.WILDCARD)
    @NonBlocking
    public Uni<Held> hold(@Context HttpServerRequest request) {
        access.check(request);
        return TimeLimit.within(
                PATIENCE,
                bodies.with(request, body -> Uni.createFrom().item(held(body))),
                () -> new ProblemException(408, "the body did not come in time"));
    }

    private Held held(Buffer body) {
        JsonNode replicas;
        try {
            replicas = json.readTree(body.getBytes()).path("replicas");
        } catch (IOException e) {
            throw new ProblemException(400, "the body is not JSON, " + EXAMPLE);
        }
        if (!replicas.canConvertToInt() || !replicas.isIntegralNumber()) {
            throw new ProblemException(400, "the body does not say how many replicas, " + EXAMPLE);
        }
        service.override(replicas.intValue());
        return new Held(replicas.intValue());
    }

    /** From now on the policy decides again. */
    @DELETE
    @NonBlocking
    public Response release(@Context HttpServerRequest request) {
        access.check(request);
        service.release();
        return Response.noContent().build();
    }
}
