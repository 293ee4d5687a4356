package org.elasticml.dispatcher.service;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.vertx.core.AbstractVerticle;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Function;
import org.elasticml.core.dispatch.Assignment;
import org.elasticml.core.dispatch.Dispatching.Failure;
import org.elasticml.dispatcher.client.ReplicaAddress;
import org.elasticml.dispatcher.client.ReplicaAnswer;
import org.elasticml.dispatcher.client.ReplicaClient;
import org.elasticml.web.ProblemException;

/** A consumer of the queue, on an event loop of its own: sends as many requests as there are slots, waits for none. */
final class Worker extends AbstractVerticle {
    /** To one replica; what it is given at a time is bounded by its slots. */
    private static final int MAX_CONNECTIONS = 256;

    private final Dispatch dispatch;
    private final Function<String, ReplicaAddress> addresses;
    private final ObjectMapper json;
    private ReplicaClient client;

    /** @param addresses of replicas by their names */
    Worker(Dispatch dispatch, Function<String, ReplicaAddress> addresses, ObjectMapper json) {
        this.dispatch = dispatch;
        this.addresses = addresses;
        this.json = json;
    }

    @Override
    public void start() {
        client = new ReplicaClient(vertx, MAX_CONNECTIONS);
        dispatch.onWork(Thread.currentThread(), () -> context.runOnContext(now -> drain()));
    }

    @Override
    public void stop() {
        client.close();
    }

    private void drain() {
        for (Optional<Assignment<PendingRequest>> next = dispatch.next(); next.isPresent(); next = dispatch.next()) {
            send(next.get());
        }
    }

    private void send(Assignment<PendingRequest> assignment) {
        PendingRequest request = assignment.request().item();
        Duration left = Duration.ofNanos(request.deadlineNanos - assignment.sentNanos());
        ReplicaAddress address = addresses.apply(assignment.replica().name());
        if (address == null) { // it went at this very moment
            fail(assignment);
            return;
        }
        ReplicaClient.Call call = client.predict(address, request.image, request.query, request.trace.id(), left);
        assignment.onCancel(() -> context.runOnContext(now -> call.cancel()));
        call.answer().onComplete(result -> {
            if (result.succeeded()) {
                end(assignment, result.result());
            } else {
                fail(assignment);
            }
            drain();
        });
    }

    private void end(Assignment<PendingRequest> assignment, ReplicaAnswer answer) {
        String name = assignment.replica().name();
        JsonNode body = parsed(answer);
        if (answer.isSuccess() && body instanceof ObjectNode object) {
            dispatch.succeeded(assignment, object);
        } else if (answer.status() == 503) {
            String detail = body.path("detail").asText("the replicas are full");
            dispatch.failed(assignment, Failure.BUSY, new ProblemException(503, detail, 1));
        } else if (answer.isSuccess() || answer.isReplicasFault()) {
            dispatch.failed(
                    assignment,
                    Failure.ERROR,
                    new ProblemException(502, "replica " + name + " failed with HTTP " + answer.status()));
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

    private void fail(Assignment<PendingRequest> assignment) {
        boolean late = assignment.request().deadlineNanos() - System.nanoTime() <= 0;
        dispatch.failed(
                assignment,
                late ? Failure.TOO_LATE : Failure.UNREACHABLE,
                late ? Dispatch.pastDeadline() : Dispatch.unreachable());
    }
}
