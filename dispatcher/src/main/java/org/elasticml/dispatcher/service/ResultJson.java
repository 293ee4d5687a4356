package org.elasticml.dispatcher.service;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.vertx.core.buffer.Buffer;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.elasticml.web.Outcome;
import org.elasticml.web.Problem;
import org.elasticml.web.ProblemException;
import org.jboss.logging.Logger;

/**
 * How a request ended, as text: {@code id}, {@code outcome}, and then the fields of its answer, or {@code problem} (RFC
 * 9457).
 */
final class ResultJson {
    private static final Logger LOG = Logger.getLogger(ResultJson.class);
    private static final String ID = "id";
    private static final String OUTCOME = "outcome";
    private static final String PROBLEM = "problem";

    private final ObjectMapper json;

    ResultJson(ObjectMapper json) {
        this.json = json;
    }

    /**
     * @param failure null if there was an answer
     */
    Buffer write(String id, ObjectNode answer, Throwable failure) {
        ObjectNode result = json.createObjectNode().put(ID, id).put(OUTCOME, Outcome.of(failure, false));
        if (failure == null) {
            result.setAll(answer);
        } else {
            result.set(PROBLEM, json.valueToTree(problem(id, failure)));
        }
        try {
            return Buffer.buffer(json.writeValueAsBytes(result));
        } catch (JsonProcessingException e) {
            throw new AssertionError("what was read can be written", e);
        }
    }

    private static Problem problem(String id, Throwable failure) {
        if (failure instanceof ProblemException problem) {
            return Problem.of(problem.status(), problem.getMessage());
        }
        LOG.errorf(failure, "the request with the result %s failed unexpectedly", id);
        return Problem.of(500, "an error of the server's own; its log says more");
    }

    /** Ends a request as this text says that it ended. */
    void end(Buffer text, CompletableFuture<ObjectNode> request) {
        ObjectNode result;
        try {
            result = (ObjectNode) json.readTree(text.getBytes());
        } catch (IOException | ClassCastException e) {
            request.completeExceptionally(e);
            return;
        }
        JsonNode problem = result.path(PROBLEM);
        if (problem.isMissingNode()) {
            request.complete(result.remove(List.of(ID, OUTCOME)));
        } else {
            int status = problem.path("status").asInt(500);
            request.completeExceptionally(new ProblemException(
                    status, problem.path("detail").asText(), status == 429 || status == 503 ? 1 : 0));
        }
    }
}
