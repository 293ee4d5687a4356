package org.elasticml.dispatcher.rest;

import jakarta.ws.rs.core.Response;

/**
 * A request that is accepted and not answered.
 *
 * @param outcome {@code pending}
 * @param location where its result will be, a path
 */
public record PendingAnswer(String id, String outcome, String location) {
    static PendingAnswer of(String id) {
        return new PendingAnswer(id, "pending", "/results/" + id);
    }

    /** 202. */
    Response.ResponseBuilder response() {
        return Response.accepted(this);
    }
}
