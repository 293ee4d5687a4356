package org.elasticml.dispatcher.rest;

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
import jakarta.ws.rs.core.Response;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.function.Function;
import org.eclipse.microprofile.openapi.annotations.enums.ParameterIn;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.elasticml.core.queue.Priority;
import org.elasticml.dispatcher.config.DispatcherConfig;
import org.elasticml.dispatcher.service.DispatchService;
import org.elasticml.dispatcher.service.ImageRequest;
import org.elasticml.dispatcher.service.RequestTrace;
import org.elasticml.dispatcher.service.Stats;
import org.elasticml.web.Bodies;
import org.elasticml.web.DeadlineHeader;
import org.elasticml.web.ImagePart;
import org.elasticml.web.Outcome;
import org.elasticml.web.ProblemException;
import org.elasticml.web.Service;
import org.elasticml.web.TimeLimit;
import org.jboss.resteasy.reactive.RestQuery;

/** HTTP in front of the {@link DispatchService}. */
@Path("/")
@Produces(MediaType.APPLICATION_JSON)
public class DispatcherResource {
    private final DispatchService service;
    private final Bodies bodies;
    private final Duration bodyLimit;

    DispatcherResource(DispatchService service, Bodies bodies, DispatcherConfig.Body config) {
        this.service = service;
        this.bodies = bodies;
        this.bodyLimit = Duration.ofMillis(Service.atLeastOne("BODY_TIMEOUT_MS", config.timeoutMs()));
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

    /**
     * Queues the photo in the body, a multipart file or the raw bytes, and answers when it is classified; or at once, if the
     * sender prefers that.
     */
    @POST
    @Path("add_to_queue")
    @Consumes(MediaType.WILDCARD)
    @NonBlocking
    @Parameter(name = Prefer.NAME, in = ParameterIn.HEADER, description = "respond-async: do not wait for the answer")
    @APIResponse(responseCode = "200", description = "What the photo shows")
    @APIResponse(
            responseCode = "202",
            description = "With respond-async: accepted; the result will be at Location",
            content = @Content(schema = @Schema(implementation = PendingAnswer.class)))
    public Uni<Response> addToQueue(
            @Context HttpServerRequest request, @Context RoutingContext context, @RestQuery("top_k") String topK) {
        long startNanos = System.nanoTime();
        service.countArrival();
        if (RequestHeaders.prefer(request).respondAsync()) {
            return image(request, context, topK, startNanos, true, service::accept)
                    .map(DispatcherResource::accepted)
                    .onTermination()
                    .invoke((accepted, failure, cancelled) -> {
                        if (accepted == null) { // else its end is yet to come
                            service.countEndInBackground(Outcome.of(failure, cancelled));
                        }
                    });
        }
        return image(request, context, topK, startNanos, false, service::classify)
                .map(answer -> Response.ok(answer).build())
                .onTermination()
                .invoke((answer, failure, cancelled) -> service.countEnd(Outcome.of(failure, cancelled), startNanos));
    }

    private static Response accepted(String id) {
        PendingAnswer pending = PendingAnswer.of(id);
        return pending.response()
                .header("Location", pending.location())
                .header("Preference-Applied", "respond-async")
                .build();
    }

    /** What becomes of the photo in the body, if the headers let it be read. */
    private <T> Uni<T> image(
            HttpServerRequest request,
            RoutingContext context,
            String topK,
            long startNanos,
            boolean background,
            Function<ImageRequest, Uni<T>> answer) {
        return Uni.createFrom().deferred(() -> {
            Priority priority = RequestHeaders.priority(request);
            RequestTrace trace = AccessLog.trace(context);
            trace.priority(priority);
            Duration deadline = service.deadline(DeadlineHeader.millis(request), background);
            service.requireAdmission(priority, startNanos, deadline, background);
            String query = topK == null ? "" : "?top_k=" + URLEncoder.encode(topK, StandardCharsets.UTF_8);
            Uni<T> answered = bodies.with(request, bodyLimit, (body, hold) -> {
                Buffer image = ImagePart.of(request.getHeader("Content-Type"), body);
                return answer.apply(new ImageRequest(
                        trace,
                        image,
                        query,
                        RequestHeaders.routingKey(request),
                        startNanos,
                        priority,
                        deadline,
                        background,
                        hold));
            });
            // The queue keeps deadlines to the millisecond; this is for bodies that do not come, and for those who
            // share
            // the answer of one that has longer.
            return TimeLimit.within(
                    deadline.plus(DeadlineHeader.MARGIN),
                    answered,
                    () -> new ProblemException(504, "the deadline passed before body or answer had come"));
        });
    }
}
