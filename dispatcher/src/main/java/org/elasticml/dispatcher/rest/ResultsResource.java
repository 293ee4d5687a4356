package org.elasticml.dispatcher.rest;

import io.smallrye.common.annotation.NonBlocking;
import io.smallrye.mutiny.Uni;
import io.vertx.core.http.HttpServerRequest;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import org.eclipse.microprofile.openapi.annotations.enums.ParameterIn;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.elasticml.dispatcher.service.DispatchService;
import org.elasticml.dispatcher.service.ResultState;
import org.elasticml.web.ProblemException;
import org.jboss.resteasy.reactive.RestPath;

/** Where the answers of asynchronous requests are read. */
@Path("results/{id}")
@Produces(MediaType.APPLICATION_JSON)
public class ResultsResource {
    private final DispatchService service;

    ResultsResource(DispatchService service) {
        this.service = service;
    }

    /** What became of a request, which can be asked as often as one likes until the result expires. */
    @GET
    @NonBlocking
    @Parameter(name = Prefer.NAME, in = ParameterIn.HEADER, description = "wait=N waits up to N seconds for the answer")
    @APIResponse(responseCode = "200", description = "It is answered: id, outcome, and the answer or the problem")
    @APIResponse(
            responseCode = "202",
            description = "It is not answered yet",
            content = @Content(schema = @Schema(implementation = PendingAnswer.class)))
    @APIResponse(responseCode = "404", description = "There is no such result")
    @APIResponse(responseCode = "410", description = "The result has expired")
    public Uni<Response> result(@RestPath String id, @Context HttpServerRequest request) {
        return service.result(id, RequestHeaders.prefer(request).patience()).map(state -> response(id, state));
    }

    private static Response response(String id, ResultState state) {
        if (state instanceof ResultState.Answered answered) {
            return Response.ok(answered.json()).build();
        }
        return switch ((ResultState.Absent) state) {
            case PENDING ->
                PendingAnswer.of(id).response().header("Retry-After", 1).build();
            case UNKNOWN -> throw new ProblemException(404, "there is no result with this id");
            case EXPIRED -> throw new ProblemException(410, "this result has expired");
        };
    }
}
