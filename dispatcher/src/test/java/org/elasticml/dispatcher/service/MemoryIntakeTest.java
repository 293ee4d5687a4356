package org.elasticml.dispatcher.service;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.vertx.core.buffer.Buffer;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.SplittableRandom;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import org.elasticml.core.queue.Priority;
import org.elasticml.dispatcher.service.ResultState.Absent;
import org.elasticml.dispatcher.service.ResultState.Answered;
import org.elasticml.web.Bodies;
import org.elasticml.web.ProblemException;
import org.junit.jupiter.api.Test;

/** In virtual time: one may be unanswered, results are kept for a second. */
class MemoryIntakeTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final ProblemException FULL = new ProblemException(503, "the queue is full", 1);

    private long nowMillis = 1_000;
    private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
    private final CompletableFuture<ObjectNode> answer = new CompletableFuture<>();
    private Function<PendingRequest, CompletionStage<ObjectNode>> queue = request -> answer;
    private final MemoryIntake intake = new MemoryIntake(
            (request, priority) -> queue.apply(request),
            new DispatcherMetrics(registry, () -> 500),
            new ResultJson(JSON),
            new ResultIds(new byte[] {1}, () -> Instant.ofEpochMilli(nowMillis), new SplittableRandom(1)),
            new MemoryResults(1, Duration.ofSeconds(1), 10_000, () -> nowMillis * 1_000_000));
    private final CountingHold body = new CountingHold();

    private static final class CountingHold implements Bodies.Hold {
        int kept;

        @Override
        public void keep() {
            kept++;
        }

        @Override
        public void release() {
            kept--;
        }
    }

    private String accept() {
        PendingRequest request = new PendingRequest(new RequestTrace("id"), Buffer.buffer("x"), "", 0, 0, 1, true);
        return intake.accept(request, Priority.NORMAL, body).await().indefinitely();
    }

    private ResultState state(String id) {
        return intake.result(id, Duration.ZERO).await().indefinitely();
    }

    private JsonNode result(String id) throws IOException {
        return JSON.readTree(((Answered) state(id)).json().getBytes());
    }

    private double ended(String outcome) {
        return registry.counter("dispatcher_requests_total", "outcome", outcome).count();
    }

    @Test
    void keepsTheBodyUntilItIsAnswered() throws IOException {
        String id = accept();
        assertEquals(1, body.kept);
        assertEquals(Absent.PENDING, state(id));
        assertEquals(0, ended("succeeded"));
        answer.complete(JSON.createObjectNode().put("label", "cat"));
        assertEquals(0, body.kept);
        assertEquals(1, ended("succeeded"));
        assertEquals(
                JSON.createObjectNode()
                        .put("id", id)
                        .put("outcome", "succeeded")
                        .put("label", "cat"),
                result(id));
    }

    @Test
    void aResultIsUnknownOrExpired() {
        String id = accept();
        answer.completeExceptionally(FULL);
        nowMillis += 999;
        assertTrue(state(id) instanceof Answered);
        nowMillis++;
        assertEquals(Absent.EXPIRED, state(id));
        assertEquals(Absent.UNKNOWN, state("A" + id.substring(1, 31) + (id.endsWith("A") ? "B" : "A")));
    }

    @Test
    void whatTheQueueRefusesWasNeverAccepted() {
        queue = request -> {
            throw FULL;
        };
        assertEquals(FULL, assertThrows(ProblemException.class, this::accept));
        assertEquals(0, body.kept);
        queue = request -> answer;
        intake.requireRoom(true);
        accept();
        assertThrows(ProblemException.class, () -> intake.requireRoom(true));
        assertThrows(ProblemException.class, () -> accept());
        assertEquals(1, body.kept);
    }

    @Test
    void aFaultOfTheServersOwnIsAnAnswerToo() throws IOException {
        String id = accept();
        answer.completeExceptionally(new IllegalStateException("secret"));
        assertEquals(0, body.kept);
        assertEquals(1, ended("failed"));
        assertEquals(500, result(id).path("problem").path("status").asInt());
        assertEquals(-1, result(id).toString().indexOf("secret"));
    }
}
