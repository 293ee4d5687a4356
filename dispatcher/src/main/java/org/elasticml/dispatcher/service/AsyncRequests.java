package org.elasticml.dispatcher.service;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.smallrye.mutiny.Uni;
import io.vertx.core.buffer.Buffer;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.elasticml.dispatcher.config.DispatcherConfig;
import org.elasticml.web.Bodies;
import org.elasticml.web.Outcome;
import org.elasticml.web.Problem;
import org.elasticml.web.ProblemException;
import org.elasticml.web.Service;
import org.elasticml.web.TimeLimit;
import org.jboss.logging.Logger;

/** Requests that are accepted at once and answered later, for as long as this process lives. */
@ApplicationScoped
class AsyncRequests {
    private static final Logger LOG = Logger.getLogger(AsyncRequests.class);
    private static final int KEY_BYTES = 32;

    private final ObjectMapper json;
    private final DispatcherMetrics metrics;
    private final long deadlineMillis;
    private final ResultIds ids;
    private final MemoryResults results;

    @Inject
    AsyncRequests(
            ObjectMapper json,
            DispatcherMetrics metrics,
            DispatcherConfig.Async config,
            DispatcherConfig.Result result) {
        this(
                json,
                metrics,
                Service.atLeastOne("ASYNC_DEADLINE_MS", config.deadlineMs()),
                newIds(),
                new MemoryResults(
                        Service.atLeastOne("ASYNC_CAPACITY", config.capacity()),
                        Duration.ofMillis(Service.atLeastOne("RESULT_TTL_MS", result.ttlMs())),
                        Runtime.getRuntime().maxMemory() / 16,
                        System::nanoTime));
    }

    AsyncRequests(
            ObjectMapper json, DispatcherMetrics metrics, long deadlineMillis, ResultIds ids, MemoryResults results) {
        this.json = json;
        this.metrics = metrics;
        this.deadlineMillis = deadlineMillis;
        this.ids = ids;
        this.results = results;
    }

    private static ResultIds newIds() {
        SecureRandom random = new SecureRandom();
        byte[] key = new byte[KEY_BYTES];
        random.nextBytes(key);
        return new ResultIds(key, InstantSource.system(), random);
    }

    /** What {@code ASYNC_DEADLINE_MS} says. */
    long deadlineMillis() {
        return deadlineMillis;
    }

    /** @throws ProblemException 503, if a request would not be accepted now */
    void requireRoom() {
        results.requireRoom();
    }

    /** Forgets results whose time is over. */
    void expire() {
        results.expire();
    }

    /**
     * Accepts a request, or throws and has kept nothing of it.
     *
     * @param body is held until the request is answered
     * @param submit puts it into the queue
     * @return its result's id
     * @throws ProblemException 503
     */
    String accept(Bodies.Hold body, Supplier<CompletionStage<ObjectNode>> submit) {
        String id = ids.next();
        results.accept(id);
        try {
            body.keep();
            submit.get().whenComplete((answer, failure) -> {
                body.release();
                answered(id, answer, failure);
            });
        } catch (RuntimeException e) {
            body.release();
            results.withdraw(id);
            throw e;
        }
        return id;
    }

    private void answered(String id, ObjectNode answer, Throwable failure) {
        String outcome = Outcome.of(failure, false);
        ObjectNode result = json.createObjectNode().put("id", id).put("outcome", outcome);
        if (failure == null) {
            result.setAll(answer);
        } else {
            result.set("problem", json.valueToTree(problem(id, failure)));
        }
        metrics.endInBackground(outcome); // before anybody sees it
        results.answer(id, bytes(result));
    }

    private static Problem problem(String id, Throwable failure) {
        if (failure instanceof ProblemException problem) {
            return Problem.of(problem.status(), problem.getMessage());
        }
        LOG.errorf(failure, "the request with the result %s failed unexpectedly", id);
        return Problem.of(500, "an error of the server's own; its log says more");
    }

    private Buffer bytes(ObjectNode result) {
        try {
            return Buffer.buffer(json.writeValueAsBytes(result));
        } catch (JsonProcessingException e) {
            throw new AssertionError("what was read can be written", e);
        }
    }

    /**
     * What became of it. Called on an event loop.
     *
     * @param wait how long to wait for the answer while there is none
     */
    Uni<ResultState> result(String id, Duration wait) {
        if (!ids.isOurs(id)) {
            return Uni.createFrom().item(ResultState.Absent.UNKNOWN);
        }
        if (wait.isZero()) {
            return Uni.createFrom().item(() -> results.state(id).orElse(ResultState.Absent.EXPIRED));
        }
        return TimeLimit.orElse(wait, awaited(id), ResultState.Absent.PENDING);
    }

    private Uni<ResultState> awaited(String id) {
        return Uni.createFrom().emitter(emitter -> {
            Consumer<ResultState> waiter = emitter::complete;
            emitter.onTermination(() -> results.leave(id, waiter));
            ResultState now = results.await(id, waiter).orElse(ResultState.Absent.EXPIRED);
            if (now != ResultState.Absent.PENDING) {
                emitter.complete(now);
            }
        });
    }

    /** How many wait for an answer. */
    int waiters() {
        return results.waiters();
    }
}
