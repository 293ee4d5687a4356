package org.elasticml.dispatcher.service;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Ticker;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.smallrye.mutiny.Uni;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import java.util.function.IntSupplier;
import java.util.function.Supplier;
import org.elasticml.core.queue.Priority;
import org.elasticml.web.ProblemException;

/**
 * Answers to what was asked before, by photo, query and model; and one classification for all who ask the same at the
 * same time ({@link SingleFlight}). Only successes are kept. Thread-safe.
 */
final class AnswerCache {
    /** An answer that ranks more classes takes much memory, and is not usual. */
    static final int MAX_RANKED = 100;
    /** What is wrong with a photo is wrong whoever sends it. */
    private static final Set<Integer> PHOTO_PROBLEMS = Set.of(400, 413, 415);

    private final int capacity;
    private final Cache<QuestionHash, ObjectNode> answers;
    private final SingleFlight<Flight, ObjectNode> flights;
    private final Ticker nanoClock;
    private final IntSupplier waiting;
    private final Counter hits;
    private final Counter misses;
    private final Counter shared;
    private final Counter bypasses;

    /** Who is urgent does not wait for a classification that is less so. */
    private record Flight(QuestionHash question, String modelHash, Priority priority) {}

    /**
     * @param capacity answers that are kept
     * @param lifetime how long, from the classification
     * @param nanoClock its instants are those of the requests
     * @param waiting how many requests wait in the queue
     */
    AnswerCache(int capacity, Duration lifetime, Ticker nanoClock, IntSupplier waiting, MeterRegistry registry) {
        this.capacity = capacity;
        this.nanoClock = nanoClock;
        this.waiting = waiting;
        this.answers = Caffeine.newBuilder()
                .maximumSize(capacity)
                .expireAfterWrite(lifetime)
                .ticker(nanoClock)
                .executor(Runnable::run) // there is nothing to do that takes long
                .build();
        this.flights = new SingleFlight<>(this::keep, AnswerCache::holdsForAll);
        this.hits = counter(registry, "hit");
        this.misses = counter(registry, "miss");
        this.shared = counter(registry, "shared");
        this.bypasses = counter(registry, "bypass");
        Gauge.builder("dispatcher_cache_size", this, AnswerCache::size)
                .description("Answers that are kept")
                .strongReference(true)
                .register(registry);
    }

    private static Counter counter(MeterRegistry registry, String result) {
        return Counter.builder("dispatcher_cache_requests_total")
                .description("Requests by what the answer cache had for them when they came")
                .tag("result", result)
                .register(registry);
    }

    private void keep(Flight asked, ObjectNode answer) {
        boolean isByThatModel = answer.path("model_hash").asText().equals(asked.modelHash());
        if (isByThatModel && answer.path("top").size() <= MAX_RANKED) {
            answers.put(asked.question(), answer);
        }
    }

    private static boolean holdsForAll(Throwable failure) {
        return failure instanceof ProblemException problem && PHOTO_PROBLEMS.contains(problem.status());
    }

    /**
     * The answer: kept, shared, or asked for.
     *
     * @param modelHash what all replicas serve; if that is not known, neither answers nor classifications are shared
     * @param ask has it classified; its future can be cancelled
     */
    Uni<ObjectNode> classify(
            ImageRequest asked, Optional<String> modelHash, Supplier<CompletionStage<ObjectNode>> ask) {
        if (modelHash.isEmpty()) {
            bypasses.increment();
            return Uni.createFrom().completionStage(ask.get());
        }
        QuestionHash question = QuestionHash.of(modelHash.get(), asked.query(), asked.image());
        ObjectNode kept = answers.getIfPresent(question);
        if (kept != null) {
            hits.increment();
            return Uni.createFrom().item(again(kept));
        }
        SingleFlight.Joined<ObjectNode> joined =
                flights.join(new Flight(question, modelHash.get(), asked.priority()), ask);
        (joined.leads() ? misses : shared).increment();
        Uni<ObjectNode> answer = Uni.createFrom().completionStage(joined.answer());
        return joined.leads() ? answer : answer.map(its -> withTimesOf(asked, its));
    }

    /** No replica has worked for it now. */
    private ObjectNode again(ObjectNode kept) {
        return copy(kept)
                .put("queue_size", waiting.getAsInt())
                .putNull("replica")
                .put("waited_ms", 0)
                .put("served_ms", 0)
                .put("cached", true);
    }

    /** One that joined later has waited less; if it came while the replica was at work, it has not waited at all. */
    private ObjectNode withTimesOf(ImageRequest asked, ObjectNode answer) {
        double elapsed = millis(nanoClock.read() - asked.startNanos());
        double served = Math.min(elapsed, answer.path("served_ms").asDouble());
        return copy(answer).put("waited_ms", millis(1e6 * (elapsed - served))).put("served_ms", served);
    }

    /** What is kept is never changed; what lies within it is shared. */
    private static ObjectNode copy(ObjectNode answer) {
        return JsonNodeFactory.instance.objectNode().setAll(answer);
    }

    private static double millis(double nanos) {
        return Math.round(nanos / 1e3) / 1e3;
    }

    private long size() {
        answers.cleanUp();
        return answers.estimatedSize();
    }

    Stats.CacheStats stats() {
        return new Stats.CacheStats(
                size(), capacity, (long) hits.count(), (long) misses.count(), (long) shared.count(), (long)
                        bypasses.count());
    }
}
