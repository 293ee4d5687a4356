package org.elasticml.dispatcher.service;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.smallrye.mutiny.Uni;
import java.time.Duration;
import java.util.concurrent.CompletionStage;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import org.elasticml.core.queue.Priority;
import org.elasticml.web.Bodies;
import org.elasticml.web.Outcome;
import org.elasticml.web.TimeLimit;

/** The queue of this process alone: what it has accepted lives as long as it does. */
final class MemoryIntake implements Intake {
    private final BiFunction<PendingRequest, Priority, CompletionStage<ObjectNode>> submit;
    private final DispatcherMetrics metrics;
    private final ResultJson json;
    private final ResultIds ids;
    private final MemoryResults results;

    /** @param submit takes a request into the queue; see {@link Dispatch#submit} */
    MemoryIntake(
            BiFunction<PendingRequest, Priority, CompletionStage<ObjectNode>> submit,
            DispatcherMetrics metrics,
            ResultJson json,
            ResultIds ids,
            MemoryResults results) {
        this.submit = submit;
        this.metrics = metrics;
        this.json = json;
        this.ids = ids;
        this.results = results;
    }

    @Override
    public void start() {}

    @Override
    public void requireRoom(boolean background) {
        if (background) {
            results.requireRoom();
        }
    }

    @Override
    public CompletionStage<ObjectNode> ask(PendingRequest request, Priority priority) {
        return submit.apply(request, priority);
    }

    @Override
    public Uni<String> accept(PendingRequest request, Priority priority, Bodies.Hold body) {
        return Uni.createFrom().item(() -> accepted(request, priority, body));
    }

    private String accepted(PendingRequest request, Priority priority, Bodies.Hold body) {
        String id = ids.next();
        results.accept(id);
        try {
            body.keep();
            submit.apply(request, priority).whenComplete((answer, failure) -> {
                body.release();
                metrics.endInBackground(Outcome.of(failure, false)); // before anybody sees it
                results.answer(id, json.write(id, answer, failure));
            });
        } catch (RuntimeException e) {
            body.release();
            results.withdraw(id);
            throw e;
        }
        return id;
    }

    @Override
    public Uni<ResultState> result(String id, Duration wait) {
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

    @Override
    public int dispatchers() {
        return 1;
    }

    @Override
    public int resultWaiters() {
        return results.waiters();
    }

    @Override
    public void tick() {
        results.expire();
    }

    @Override
    public void close() {}
}
