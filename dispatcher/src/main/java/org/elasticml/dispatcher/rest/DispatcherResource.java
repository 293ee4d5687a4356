package org.elasticml.dispatcher.rest;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.smallrye.common.annotation.NonBlocking;
import io.smallrye.mutiny.Uni;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.elasticml.core.queue.Priority;
import org.elasticml.dispatcher.service.DispatchService;
import org.elasticml.dispatcher.service.ImageRequest;
import org.elasticml.dispatcher.service.RequestTrace;
import org.elasticml.dispatcher.service.Stats;
import org.elasticml.web.Bodies;
import org.elasticml.web.DeadlineHeader;
import org.elasticml.web.ImagePart;
import org.elasticml.web.Outcome;
import org.elasticml.web.ProblemException;
import org.elasticml.web.TimeLimit;
import org.jboss.resteasy.reactive.RestQuery;

/** HTTP in front of the {@link DispatchService}. */
@Path("/")
@Produces(MediaType.APPLICATION_JSON)
public class DispatcherResource {
    private final DispatchService service;
    private final Bodies bodies;

    DispatcherResource(DispatchService service, Bodies bodies) {
        this.service = service;
        this.bodies = bodies;
    }

    @GET
    @OpenToAll
    @NonBlocking
    public HealthAnswer health() {
        return HealthAnswer.of(service.stats());
    }

    @GET
    @Path("stats")
    @NonBlocking
    public Stats stats() {
        return service.stats();
    }

    /** Queues the photo in the body, a multipart file or the raw bytes, and answers when it is classified. */
    @POST
    @Path("add_to_queue")
    @Consumes(MediaType.WILDCARD)
    @NonBlocking
    public Uni<ObjectNode> addToQueue(
            @Context HttpServerRequest request, @Context RoutingContext context, @RestQuery("top_k") String topK) {
        long startNanos = System.nanoTime();
        service.countArrival();
        return Uni.createFrom()
                .deferred(() -> {
                    Priority priority = RequestHeaders.priority(request);
                    RequestTrace trace = AccessLog.trace(context);
                    trace.priority(priority);
                    Duration deadline = service.deadline(DeadlineHeader.millis(request));
                    service.requireAdmission(priority, startNanos, deadline);
                    String query = topK == null ? "" : "?top_k=" + URLEncoder.encode(topK, StandardCharsets.UTF_8);
                    Uni<ObjectNode> answer = bodies.with(request, body -> {
                        Buffer image = ImagePart.of(request.getHeader("Content-Type"), body);
                        return service.classify(new ImageRequest(
                                trace,
                                image,
                                query,
                                RequestHeaders.routingKey(request),
                                startNanos,
                                priority,
                                deadline));
                    });
                    // The queue keeps deadlines to the millisecond; this is for bodies that do not come.
                    return TimeLimit.within(
                            deadline.plus(DeadlineHeader.MARGIN),
                            answer,
                            () -> new ProblemException(504, "the deadline passed before the body had come"));
                })
                .onTermination()
                .invoke((answer, failure, cancelled) -> service.countEnd(Outcome.of(failure, cancelled), startNanos));
    }
}
