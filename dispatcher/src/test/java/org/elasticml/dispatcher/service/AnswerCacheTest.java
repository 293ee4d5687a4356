package org.elasticml.dispatcher.service;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.smallrye.mutiny.subscription.Cancellable;
import io.vertx.core.buffer.Buffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.elasticml.core.queue.Priority;
import org.elasticml.web.ProblemException;
import org.junit.jupiter.api.Test;

/** In virtual time; classifications are futures that the tests complete. */
class AnswerCacheTest {
    private static final long MILLI = 1_000_000;
    private static final Optional<String> MODEL = Optional.of("m");

    private long now = 1_000 * MILLI;
    private final List<CompletableFuture<ObjectNode>> asked = new ArrayList<>();
    private final MeterRegistry registry = new SimpleMeterRegistry();
    private final AnswerCache cache = new AnswerCache(2, Duration.ofMillis(100), () -> now, () -> 3, registry);

    private CompletableFuture<ObjectNode> classify(
            String image, String query, Priority priority, Optional<String> model) {
        ImageRequest request = new ImageRequest(
                new RequestTrace("id"),
                Buffer.buffer(image),
                query,
                Optional.empty(),
                now,
                priority,
                Duration.ofSeconds(5),
                false,
                null);
        CompletableFuture<ObjectNode> answer = new CompletableFuture<>();
        Cancellable answering = cache.classify(request, model, () -> {
                    asked.add(new CompletableFuture<>());
                    return asked.get(asked.size() - 1);
                })
                .subscribe()
                .with(answer::complete, answer::completeExceptionally);
        answer.whenComplete((its, failure) -> {
            if (answer.isCancelled()) {
                answering.cancel();
            }
        });
        return answer;
    }

    private CompletableFuture<ObjectNode> classify(String image) {
        return classify(image, "", Priority.NORMAL, MODEL);
    }

    private static ObjectNode answer(String model) {
        return JsonNodeFactory.instance
                .objectNode()
                .put("label", "cat")
                .put("model_hash", model)
                .put("queue_size", 9)
                .put("replica", "r")
                .put("waited_ms", 20.0)
                .put("served_ms", 30.0);
    }

    private void answer() {
        asked.get(asked.size() - 1).complete(answer("m"));
    }

    private double count(String result) {
        return registry.get("dispatcher_cache_requests_total")
                .tag("result", result)
                .counter()
                .count();
    }

    private static int status(CompletableFuture<ObjectNode> answer) {
        CompletionException e = assertThrows(CompletionException.class, answer::join);
        return ((ProblemException) e.getCause()).status();
    }

    @Test
    void whatWasAskedBeforeIsAnsweredAgainAndSaysSo() {
        CompletableFuture<ObjectNode> first = classify("x");
        answer();
        assertEquals(answer("m"), first.join());
        ObjectNode again = classify("x").join();
        assertEquals(1, asked.size());
        assertEquals("cat", again.path("label").asText());
        assertEquals(3, again.path("queue_size").asInt());
        assertTrue(again.path("replica").isNull());
        assertEquals(0, again.path("waited_ms").asDouble());
        assertEquals(0, again.path("served_ms").asDouble());
        assertTrue(again.path("cached").asBoolean());
        assertEquals(answer("m"), first.join(), "the first answer is as it was");
        assertEquals(1, count("miss"));
        assertEquals(1, count("hit"));
        assertEquals(new Stats.CacheStats(1, 2, 1, 1, 0, 0), cache.stats());
        assertEquals(1, registry.get("dispatcher_cache_size").gauge().value());
    }

    @Test
    void anotherPhotoOrQueryIsAnotherQuestion() {
        classify("x");
        answer();
        classify("y");
        classify("x", "?top_k=1", Priority.NORMAL, MODEL);
        assertEquals(3, asked.size());
        assertEquals(3, count("miss"));
    }

    @Test
    void threeAtATimeShareOneClassificationAndEachHasItsOwnTimes() {
        CompletableFuture<ObjectNode> first = classify("x");
        now += 10 * MILLI;
        CompletableFuture<ObjectNode> second = classify("x");
        now += 20 * MILLI;
        CompletableFuture<ObjectNode> third = classify("x");
        assertEquals(1, asked.size());
        now += 20 * MILLI;
        answer();
        assertEquals(answer("m"), first.join());
        assertEquals(10, second.join().path("waited_ms").asDouble());
        assertEquals(30, second.join().path("served_ms").asDouble());
        assertEquals(0, third.join().path("waited_ms").asDouble());
        assertEquals(20, third.join().path("served_ms").asDouble());
        assertEquals("r", third.join().path("replica").asText());
        assertFalse(third.join().has("cached"));
        assertEquals(2, count("shared"));
    }

    @Test
    void oneOfHighPriorityDoesNotWaitForOneOfLow() {
        classify("x", "", Priority.LOW, MODEL);
        classify("x", "", Priority.HIGH, MODEL);
        assertEquals(2, asked.size());
        answer();
        assertTrue(classify("x", "", Priority.LOW, MODEL).join().path("cached").asBoolean());
    }

    @Test
    void aPhotoThatIsNoneIsNoneForAllThatShareButIsNotKept() {
        for (int status : List.of(400, 413, 415)) {
            CompletableFuture<ObjectNode> first = classify("x");
            CompletableFuture<ObjectNode> second = classify("x");
            asked.get(asked.size() - 1).completeExceptionally(new ProblemException(status, "no photo"));
            assertEquals(status, status(first));
            assertEquals(status, status(second));
        }
        assertEquals(3, asked.size());
    }

    @Test
    void aLeaderThatIsRefusedFailsOrIsLateFailsAlone() {
        for (int status : List.of(502, 503, 504)) {
            CompletableFuture<ObjectNode> leader = classify("photo " + status);
            CompletableFuture<ObjectNode> follower = classify("photo " + status);
            asked.get(asked.size() - 1).completeExceptionally(new ProblemException(status, "not now"));
            assertEquals(status, status(leader));
            answer();
            assertEquals("cat", follower.join().path("label").asText());
        }
    }

    @Test
    void aSenderThatHangsUpTakesTheAnswerFromNobody() {
        CompletableFuture<ObjectNode> leader = classify("x");
        CompletableFuture<ObjectNode> follower = classify("x");
        leader.cancel(false);
        assertFalse(asked.get(0).isCancelled());
        follower.cancel(false);
        assertTrue(asked.get(0).isCancelled());
    }

    @Test
    void anAnswerIsKeptForItsLifetime() {
        classify("x");
        answer();
        now += 100 * MILLI - 1;
        assertTrue(classify("x").isDone());
        now += 1;
        assertFalse(classify("x").isDone());
        assertEquals(0, cache.stats().size());
    }

    @Test
    void noMoreAreKeptThanThereIsRoomFor() {
        for (int i = 0; i < 10; i++) {
            classify("photo " + i);
            answer();
        }
        assertEquals(2, cache.stats().size());
    }

    @Test
    void anotherModelIsAskedAnew() {
        classify("x");
        answer();
        CompletableFuture<ObjectNode> other = classify("x", "", Priority.NORMAL, Optional.of("n"));
        assertEquals(2, asked.size());
        asked.get(1).complete(answer("n"));
        assertEquals("n", other.join().path("model_hash").asText());
        assertEquals("m", classify("x").join().path("model_hash").asText());
    }

    @Test
    void whatAnotherModelAnsweredIsNotKept() {
        classify("x");
        asked.get(0).complete(answer("n"));
        classify("x");
        asked.get(1).complete(JsonNodeFactory.instance.objectNode()); // does not say
        classify("x");
        assertEquals(3, asked.size());
    }

    @Test
    void aLongRankingIsNotKept() {
        classify("x");
        ObjectNode answer = answer("m");
        ArrayNode top = answer.putArray("top");
        for (int i = 0; i <= AnswerCache.MAX_RANKED; i++) {
            top.add(i);
        }
        asked.get(0).complete(answer);
        assertFalse(classify("x").isDone());
    }

    @Test
    void withoutAModelInCommonNothingIsShared() {
        classify("x");
        answer();
        classify("x", "", Priority.NORMAL, Optional.empty());
        classify("x", "", Priority.NORMAL, Optional.empty());
        assertEquals(3, asked.size());
        assertEquals(2, count("bypass"));
    }
}
