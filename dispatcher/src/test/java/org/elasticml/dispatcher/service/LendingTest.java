package org.elasticml.dispatcher.service;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.redis.client.Response;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;
import org.elasticml.core.dispatch.Assignment;
import org.elasticml.core.queue.Priority;
import org.elasticml.dispatcher.redis.Added;
import org.elasticml.dispatcher.redis.Place;
import org.elasticml.dispatcher.redis.QueueState;
import org.elasticml.dispatcher.redis.QueuedRequest;
import org.elasticml.dispatcher.redis.RedisAddress;
import org.elasticml.dispatcher.redis.RedisQueue;
import org.elasticml.dispatcher.redis.RedisSettings;
import org.elasticml.dispatcher.redis.StoredResult;
import org.elasticml.dispatcher.redis.Taken;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The image of a waiting request, when the dispatcher that has it is not the one that serves it. */
class LendingTest extends OnSharedQueue {
    private final Origin origin = new Origin();

    @AfterEach
    void stopOrigin() {
        origin.die();
    }

    /** A dispatcher's end of the queue that does nothing by itself. */
    private final class Origin implements RedisQueue.Listener {
        final Vertx own = Vertx.vertx();
        final List<String> wanted = new CopyOnWriteArrayList<>();
        RedisQueue queue;

        Origin connect() {
            queue = new RedisQueue(
                    own,
                    new RedisSettings(RedisAddress.of(redis.url()), RedisSettings.newDispatcherId(), 10, 10, 1_000),
                    this);
            queue.start();
            until("connected", queue::isConnected);
            return this;
        }

        Place add(String id, long leftMillis) {
            QueuedRequest request = new QueuedRequest(id, Priority.NORMAL, false, "the-id", "", 0, 0, leftMillis, "");
            Added added = await(queue.add(request, Buffer.buffer()));
            return assertInstanceOf(Added.Accepted.class, added).place();
        }

        Place add(String id) {
            return add(id, 60_000);
        }

        /** Nothing of it says anything any more. */
        void die() {
            await(own.close());
        }

        @Override
        public void wanted(Place place) {
            wanted.add(place.id());
        }

        @Override
        public void lent(String id) {}

        @Override
        public void arrived() {}

        @Override
        public void done(String id) {}

        @Override
        public void connected() {}

        @Override
        public void seen(QueueState state) {}

        @Override
        public void lost() {}
    }

    private static <T> T await(Future<T> future) {
        return future.toCompletionStage().toCompletableFuture().join();
    }

    private List<String> keys(String kind) {
        try {
            Response keys = redis.ask("keys", "{elastic-ml}:" + kind + ":*");
            return Stream.of(keys)
                    .flatMap(list -> list.stream().map(Response::toString))
                    .toList();
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }

    private void assertNothingIsLeft() {
        until("nothing is left", () -> keys("image").isEmpty() && entries() == 0);
    }

    private long entries() {
        try {
            return redis.ask("xlen", "{elastic-ml}:waiting:normal").toLong();
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }

    private Node full() {
        Node full = node(1);
        full.ask("blocking");
        full.next();
        return full;
    }

    /** Connected beside the origin, with one slot of two. */
    private Node taker() {
        origin.connect();
        Node taker = node(2);
        until("it knows of the origin", () -> taker.dispatch.wanted() == 1);
        return taker;
    }

    private static String label(CompletableFuture<ObjectNode> answer) {
        return answer.join().path("label").textValue();
    }

    @Test
    void theImageOfWhomItsOwnDispatcherServesStaysThere() {
        Node node = node(1);
        node.ask("blocking");
        Assignment<PendingRequest> blocking = node.next();
        CompletableFuture<ObjectNode> answer = node.ask("image");
        until("it waits", () -> node.dispatch.stats(1).queue().size() == 1);
        assertEquals(List.of(), keys("image"));
        node.answer(blocking);
        Assignment<PendingRequest> served = node.next();
        assertEquals(List.of(), keys("image"));
        node.answer(served);
        assertEquals("image", label(answer));
        assertNothingIsLeft();
    }

    @Test
    void itIsLentToWhoTookTheRequest() {
        Node full = full();
        Node free = node(4);
        CompletableFuture<ObjectNode> answer = full.ask("image");
        Assignment<PendingRequest> taken = free.next();
        assertEquals(1, keys("image").size());
        free.answer(taken);
        assertEquals("image", label(answer));
        until("it is returned", () -> keys("image").isEmpty());
    }

    @Test
    void whenWhoBorrowedItDiesTheNextOneServes() {
        Node full = full();
        Node dies = node(4);
        CompletableFuture<ObjectNode> answer = full.ask("image");
        dies.next();
        dies.stop();
        nodes.remove(dies);
        Node next = node(4);
        next.answer(next.next());
        assertEquals("image", label(answer));
        until("it is returned", () -> keys("image").isEmpty());
    }

    @Test
    void whenWhoBorrowedItDiesItsOwnDispatcherServes() {
        Node own = node(1);
        own.ask("blocking");
        Assignment<PendingRequest> blocking = own.next();
        Node dies = node(4);
        CompletableFuture<ObjectNode> answer = own.ask("image");
        dies.next();
        dies.stop();
        nodes.remove(dies);
        own.answer(blocking);
        own.answer(own.next());
        assertEquals("image", label(answer));
        assertNothingIsLeft();
    }

    @Test
    void whoLacksAnImageAsksAgainAndTakesNoMoreThanItHasSlotsFor() {
        Node taker = taker();
        Place place = origin.add("wanted");
        origin.add("another");
        until("asked again", () -> origin.wanted.equals(List.of("wanted", "wanted")));
        assertEquals(
                List.of("another"),
                await(origin.queue.take(10, true)).stream()
                        .map(taken -> taken.place().id())
                        .toList());
        await(origin.queue.lend(place, Buffer.buffer("image"), 60_000));
        taker.answer(taker.next());
        until("answered", () -> await(origin.queue.result("wanted")) instanceof StoredResult.Answered);
    }

    @Test
    void whoHangsUpFreesTheSlot() {
        Node taker = taker();
        Place place = origin.add("hangs up");
        until("asked", () -> origin.wanted.contains("hangs up"));
        vertx.cancelTimer(taker.timer); // it does not ask again
        assertTrue(await(origin.queue.remove(place)));
        await(origin.queue.lend(place, Buffer.buffer("too late"), 60_000));
        assertServes(taker, 1);
    }

    @Test
    void whoHungUpUnheardFreesTheSlot() throws Exception {
        Node taker = taker();
        Place place = origin.add("hangs up");
        until("asked", () -> origin.wanted.contains("hangs up"));
        redis.ask("xack", "{elastic-ml}:waiting:normal", "dispatchers", place.entry());
        redis.ask("xdel", "{elastic-ml}:waiting:normal", place.entry());
        assertServes(taker, 1);
    }

    @Test
    void whoseDispatcherDiesFreesTheSlot() {
        Node taker = taker();
        origin.add("dies");
        until("asked", () -> origin.wanted.contains("dies"));
        origin.die();
        until("both slots are its own", () -> taker.dispatch.wanted() == 2);
        assertServes(taker, 2);
    }

    /** Its slots are free, and nothing of what came before is left. */
    private void assertServes(Node taker, int slots) {
        List<CompletableFuture<ObjectNode>> answers =
                Stream.generate(() -> taker.ask("served")).limit(slots).toList();
        List<Assignment<PendingRequest>> served =
                Stream.generate(taker::next).limit(slots).toList();
        served.forEach(taker::answer);
        answers.forEach(answer -> assertEquals("served", label(answer)));
        assertNothingIsLeft();
    }

    @Test
    void whoseImageDoesNotComeInTimeIsToldSo() throws IOException {
        Node taker = taker();
        origin.add("late", 700);
        until("answered", () -> await(origin.queue.result("late")) instanceof StoredResult.Answered);
        StoredResult.Answered late = assertInstanceOf(StoredResult.Answered.class, await(origin.queue.result("late")));
        assertEquals(
                504,
                JSON.readTree(late.result().getBytes())
                        .path("problem")
                        .path("status")
                        .intValue());
        assertTrue(origin.wanted.contains("late"));
        assertServes(taker, 1);
    }

    /** A dispatcher that was not heard of for too long lives after all. */
    @Test
    void whoseRequestWasRemovedElsewhereIsToldSo() {
        Node full = full();
        origin.connect();
        CompletableFuture<ObjectNode> answer = full.ask("image");
        List<Taken> taken = new CopyOnWriteArrayList<>();
        until("taken", () -> taken.addAll(await(origin.queue.take(1, true))));
        assertTrue(await(origin.queue.remove(taken.get(0).place())));
        assertEquals(503, problem(answer).status());
        assertEquals("Redis has lost the request", problem(answer).getMessage());
    }
}
