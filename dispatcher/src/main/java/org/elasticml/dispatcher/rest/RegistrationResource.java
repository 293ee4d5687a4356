package org.elasticml.dispatcher.rest;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
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
import java.util.function.Supplier;
import org.elasticml.dispatcher.client.ReplicaAddress;
import org.elasticml.dispatcher.config.DispatcherConfig;
import org.elasticml.dispatcher.discovery.Registrations;
import org.elasticml.dispatcher.discovery.ReplicaSource;
import org.elasticml.web.Bodies;
import org.elasticml.web.MachineAccess;
import org.elasticml.web.ProblemException;
import org.elasticml.web.TimeLimit;
import org.jboss.resteasy.reactive.RestQuery;

/** Where replicas say that they are there, and that they go. */
@Path("replicas")
@OpenToAll // has a token of its own
@Produces(MediaType.APPLICATION_JSON)
public class RegistrationResource {
    private static final int MAX_BYTES = 4_096;
    private static final Duration PATIENCE = Duration.ofSeconds(5);
    private static final String EXAMPLE = "as in {\"url\":\"http://127.0.0.1:9001\",\"draining\":false}";

    private final Registrations registrations;
    private final Bodies bodies;
    private final ObjectMapper json;
    private final MachineAccess access;

    /**
     * What is registered now.
     *
     * @param leaseMs for how long, in milliseconds; saying it again every third of that is enough
     */
    @JsonNaming(SnakeCaseStrategy.class)
    public record Registered(String name, boolean draining, long leaseMs) {}

    RegistrationResource(
            Registrations registrations, Bodies bodies, ObjectMapper json, DispatcherConfig.Registration config) {
        this.registrations = registrations;
        this.bodies = bodies;
        this.json = json;
        this.access = new MachineAccess("REGISTRATION_TOKEN", config.token());
    }

    /** The replica named in the body is there, for one lease from now; or it is draining. */
    @PUT
    @Consumes(MediaType.WILDCARD)
    @NonBlocking
    public Uni<Response> register(@Context HttpServerRequest request) {
        return answer(
                request,
                () -> TimeLimit.within(
                        PATIENCE,
                        bodies.with(request, body -> Uni.createFrom().item(renewed(body))),
                        () -> new ProblemException(408, "the body did not come in time")));
    }

    private Response renewed(Buffer body) {
        ReplicaSource.Found found = found(body);
        registrations.renew(found);
        return Response.ok(new Registered(
                        found.address().name(),
                        found.draining(),
                        registrations.lease().toMillis()))
                .build();
    }

    /** The replica is gone, if it was there. */
    @DELETE
    @NonBlocking
    public Uni<Response> deregister(@Context HttpServerRequest request, @RestQuery String url) {
        return answer(request, () -> {
            registrations.remove(address(url == null ? "" : url));
            return Uni.createFrom().item(Response.noContent().build());
        });
    }

    private Uni<Response> answer(HttpServerRequest request, Supplier<Uni<Response>> allowed) {
        if (!registrations.isOpen()) {
            throw new ProblemException(404, "replicas can't register here: ML_SERVICE_URL does not hold register://");
        }
        access.check(request);
        return allowed.get();
    }

    private ReplicaSource.Found found(Buffer body) {
        if (body.length() > MAX_BYTES) {
            throw new ProblemException(413, "the body is larger than " + MAX_BYTES + " bytes");
        }
        JsonNode node;
        try {
            node = json.readTree(body.getBytes());
        } catch (IOException e) {
            throw new ProblemException(400, "the body is not JSON, " + EXAMPLE);
        }
        JsonNode draining = node.path("draining");
        if (!node.path("url").isTextual() || !draining.isMissingNode() && !draining.isBoolean()) {
            throw new ProblemException(400, "the body is not a replica, " + EXAMPLE);
        }
        return new ReplicaSource.Found(address(node.path("url").textValue()), draining.asBoolean());
    }

    private static ReplicaAddress address(String url) {
        try {
            return ReplicaAddress.of(url);
        } catch (IllegalArgumentException e) {
            throw new ProblemException(400, e.getMessage());
        }
    }
}
