package org.elasticml.web;

import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import jakarta.ws.rs.core.Response;

/**
 * An error as a body: RFC 9457, {@code application/problem+json}.
 *
 * @param type {@code about:blank}: the status says all there is to its kind
 * @param title the status in words
 * @param status the HTTP status code
 * @param detail what was wrong with this request, and what is accepted
 */
@JsonPropertyOrder({"type", "title", "status", "detail"})
public record Problem(String type, String title, int status, String detail) {
    public static final String MEDIA_TYPE = "application/problem+json";

    public static Problem of(int status, String detail) {
        Response.Status known = Response.Status.fromStatusCode(status);
        return new Problem("about:blank", known == null ? "HTTP " + status : known.getReasonPhrase(), status, detail);
    }

    /** The answer to send. */
    public Response toResponse() {
        return Response.status(status).type(MEDIA_TYPE).entity(this).build();
    }
}
