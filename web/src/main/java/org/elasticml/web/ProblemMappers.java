package org.elasticml.web;

import io.vertx.core.http.HttpServerRequest;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.Response;
import org.jboss.logging.Logger;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;

/** Turns whatever ends a request early into a problem body, the framework's own refusals included. */
final class ProblemMappers {
    private static final Logger LOG = Logger.getLogger(ProblemMappers.class);

    @ServerExceptionMapper
    Response problem(ProblemException e) {
        Response.ResponseBuilder response =
                Response.fromResponse(Problem.of(e.status(), e.getMessage()).toResponse());
        if (e.retryAfterSeconds() != 0) {
            response.header("Retry-After", e.retryAfterSeconds());
        }
        if (e.challenge() != null) {
            response.header("WWW-Authenticate", e.challenge());
        }
        return response.build();
    }

    @ServerExceptionMapper
    Response framework(WebApplicationException e) {
        int status = e.getResponse().getStatus();
        String detail =
                switch (status) {
                    case 404 -> "there is nothing at this path";
                    case 405 -> "this path does not answer this method";
                    case 406 -> "the answer has none of the types that are asked for; it is JSON";
                    default -> e.getMessage();
                };
        Response.ResponseBuilder response =
                Response.fromResponse(Problem.of(status, detail).toResponse());
        Object allow = e.getResponse().getHeaders().getFirst("Allow");
        return allow == null
                ? response.build()
                : response.header("Allow", allow).build();
    }

    @ServerExceptionMapper
    Response unexpected(Throwable e, HttpServerRequest request) {
        LOG.errorf(e, "request %s failed unexpectedly", RequestId.of(request));
        return Problem.of(500, "an error of the server's own; its log says more")
                .toResponse();
    }
}
