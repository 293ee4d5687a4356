package org.elasticml.dispatcher.service;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.vertx.core.AbstractVerticle;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.elasticml.dispatcher.client.ReplicaAddress;
import org.elasticml.dispatcher.client.ReplicaAnswer;
import org.elasticml.dispatcher.client.ReplicaClient;
import org.elasticml.web.ProblemException;

/** A consumer of the queue, on an event loop of its own: sends as many requests as there are slots, waits for none. */
final class Worker extends AbstractVerticle {
    private final Dispatch dispatch;
    private final Map<String, ReplicaAddress> addresses;
    private final int slots;
    private final ObjectMapper json;
    private ReplicaClient client;

    Worker(Dispatch dispatch, Map<String, ReplicaAddress> addresses, int slots, ObjectMapper json) {
        this.dispatch = dispatch;
        this.addresses = addresses;
        this.slots = slots;
        this.json = json;
    }

    @Override
    public void start() {
        client = new ReplicaClient(vertx, slots);
        dispatch.onWork(() -> context.runOnContext(now -> drain()));
    }

    @Override
    public void stop() {
        client.close();
    }

    private void drain() {
        for (Optional<Dispatch.Assignment> next = dispatch.next(); next.isPresent(); next = dispatch.next()) {
            send(next.get());
        }
    }

    private void send(Dispatch.Assignment assignment) {
        PendingRequest request = assignment.request();
        Duration left = Duration.ofNanos(request.deadlineNanos - assignment.sentNanos());
        client.predict(
                        addresses.get(assignment.replica().name()),
                        request.image,
                        request.query,
                        request.trace.id(),
                        left)
                .onComplete(result -> {
                    if (result.succeeded()) {
                        end(assignment, result.result());
                    } else {
                        fail(assignment);
                    }
                    drain();
                });
    }

    private void end(Dispatch.Assignment assignment, ReplicaAnswer answer) {
        String name = assignment.replica().name();
        JsonNode body = parsed(answer);
        if (answer.isSuccess() && body instanceof ObjectNode object) {
            dispatch.succeeded(assignment, object);
        } else if (answer.isSuccess() || answer.isReplicasFault()) {
            ProblemException problem = answer.status() == 503
                    ? new ProblemException(503, body.path("detail").asText("the replicas are full"), 1)
                    : new ProblemException(502, "replica " + name + " failed with HTTP " + answer.status());
            dispatch.failed(assignment, false, problem);
        } else {
            String detail = body.path("detail").asText("replica " + name + " answered HTTP " + answer.status());
            dispatch.refused(assignment, new ProblemException(answer.status(), detail));
        }
    }

    private JsonNode parsed(ReplicaAnswer answer) {
        try {
            return json.readTree(answer.body().getBytes());
        } catch (JsonProcessingException e) {
            return json.missingNode();
        } catch (java.io.IOException e) {
            throw new AssertionError("reading from memory", e);
        }
    }

    private void fail(Dispatch.Assignment assignment) {
        boolean late = assignment.request().deadlineNanos - System.nanoTime() <= 0;
        dispatch.failed(assignment, !late, late ? Dispatch.pastDeadline() : Dispatch.unreachable());
    }
}
