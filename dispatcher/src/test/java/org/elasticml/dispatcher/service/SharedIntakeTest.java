package org.elasticml.dispatcher.service;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.elasticml.core.dispatch.Assignment;
import org.elasticml.core.dispatch.Dispatching.Failure;
import org.elasticml.core.queue.Priority;
import org.elasticml.dispatcher.service.ResultState.Absent;
import org.elasticml.dispatcher.service.ResultState.Answered;
import org.elasticml.web.ProblemException;
import org.junit.jupiter.api.Test;

class SharedIntakeTest extends OnSharedQueue {
    private static String label(ResultState state) throws IOException {
        return JSON.readTree(assertInstanceOf(Answered.class, state).json().getBytes())
                .path("label")
                .textValue();
    }

    @Test
    void whoWaitsIsAnsweredByTheDispatcherThatHasRoom() {
        Node full = node(1);
        CompletableFuture<ObjectNode> blocking = full.ask("blocking");
        Assignment<PendingRequest> blocked = full.next();
        Node free = node(4);
        CompletableFuture<ObjectNode> answer = full.ask("elsewhere");
        Assignment<PendingRequest> taken = free.next();
        PendingRequest request = taken.request().item();
        assertEquals("the-id", request.trace.id());
        assertEquals("?top_k=2", request.query);
        assertEquals(7, request.key);
        assertEquals(20 * SECOND, request.deadlineNanos - request.startNanos, 0.1 * SECOND);
        free.answer(taken);
        assertEquals("elsewhere", answer.join().path("label").textValue());
        assertTrue(answer.join().path("outcome").isMissingNode(), "the same fields as from here");
        full.answer(blocked);
        assertEquals("blocking", blocking.join().path("label").textValue());
        assertEquals(0, free.ended("succeeded"), "is counted where it came in");
    }

    @Test
    void aProblemElsewhereIsAProblemHere() {
        Node full = node(1);
        full.ask("blocking");
        full.next();
        Node free = node(4);
        CompletableFuture<ObjectNode> answer = full.ask("no image");
        free.dispatch.refused(free.next(), new ProblemException(415, "I do not like it"));
        assertEquals(415, problem(answer).status());
        assertEquals("I do not like it", problem(answer).getMessage());
    }

    @Test
    void aDispatcherTakesNoMoreThanItHasSlotsFor() {
        Node one = node(2);
        for (int i = 0; i < 4; i++) {
            one.ask("waiting");
        }
        Assignment<PendingRequest> first = one.next();
        one.next();
        until("what waits is counted", () -> one.dispatch.stats(1).queue().size() == 2);
        assertEquals(Optional.empty(), one.dispatch.next());
        assertEquals(503, problem(fill(one)).status());
        one.answer(first);
        one.next();
    }

    /** Two more fit; the one after that is refused, by Redis if not by what is known of it here. */
    private static CompletableFuture<ObjectNode> fill(Node node) {
        node.ask("fits");
        node.ask("fits");
        try {
            return node.ask("too many");
        } catch (ProblemException e) {
            return CompletableFuture.failedFuture(e);
        }
    }

    @Test
    void whoIsNotServedInTimeIsToldSo() {
        Node none = node(1);
        none.ask("blocking");
        none.next();
        CompletableFuture<ObjectNode> late = none.ask("late", SECOND / 5);
        assertEquals(504, problem(late).status());
        until("it is gone from the queue", () -> none.dispatch.stats(1).queue().size() == 0);
    }

    @Test
    void whoHangsUpLeavesTheQueue() {
        Node node = node(1);
        node.ask("blocking");
        node.next();
        CompletableFuture<ObjectNode> gone = node.ask("gone");
        until("it waits", () -> node.dispatch.stats(1).queue().size() == 1);
        gone.cancel(false);
        until("it is gone from the queue", () -> node.dispatch.stats(1).queue().size() == 0);
    }

    @Test
    void whatWasAcceptedIsAnsweredByWhoeverLives() throws IOException {
        Node first = node(1);
        String served = first.accept("served");
        String waiting = first.accept("waiting");
        first.next();
        first.stop();
        nodes.remove(first);
        Node second = node(4);
        for (int i = 0; i < 2; i++) {
            second.answer(second.next());
        }
        until(
                "both are answered",
                () -> second.state(served) instanceof Answered && second.state(waiting) instanceof Answered);
        assertEquals("served", label(second.state(served)));
        assertEquals("waiting", label(second.state(waiting)));
        assertEquals(2, second.ended("succeeded"));
    }

    @Test
    void whatWasAcceptedOutlivesRedis() throws IOException {
        Node node = node(1);
        String beingServed = node.accept("being served");
        Assignment<PendingRequest> assignment = node.next();
        String waiting = node.accept("waiting");
        redis.kill();
        until("it is missed", () -> !node.isConnected());
        assertThrows(ProblemException.class, () -> node.accept("too late"));
        node.answer(assignment);
        redis.start();
        until("it is back", node::isConnected);
        node.answer(node.next());
        until(
                "both are answered",
                () -> node.state(beingServed) instanceof Answered && node.state(waiting) instanceof Answered);
        assertEquals("being served", label(node.state(beingServed)));
        assertEquals("waiting", label(node.state(waiting)));
        assertEquals(2, node.ended("succeeded"));
    }

    @Test
    void whoWaitsOutlivesRedisToo() {
        Node node = node(1);
        CompletableFuture<ObjectNode> beingServed = node.ask("being served");
        Assignment<PendingRequest> assignment = node.next();
        CompletableFuture<ObjectNode> waiting = node.ask("waiting");
        until("it waits", () -> node.dispatch.stats(1).queue().size() == 1);
        redis.kill();
        until("it is missed", () -> !node.isConnected());
        node.answer(assignment);
        assertEquals("being served", beingServed.join().path("label").textValue());
        try {
            redis.start();
        } catch (IOException e) {
            throw new AssertionError(e);
        }
        node.answer(node.next());
        assertEquals("waiting", waiting.join().path("label").textValue());
    }

    @Test
    void aReplicasDeathCostsNoRequest() {
        Node node = node(2);
        node.dispatch.replicas(Map.of("dies", false, "lives", false));
        CompletableFuture<ObjectNode> answer = node.ask("image");
        Assignment<PendingRequest> first = node.next();
        node.dispatch.failed(first, Failure.UNREACHABLE, Dispatch.unreachable());
        Assignment<PendingRequest> second = node.next();
        assertTrue(second.replica() != first.replica());
        node.answer(second);
        assertEquals("image", answer.join().path("label").textValue());
    }

    @Test
    void longPollsHearOfWhatAnotherDispatcherDid() throws Exception {
        Node full = node(1);
        full.ask("blocking");
        full.next();
        String id = full.accept("image");
        CompletableFuture<ResultState> polled = new CompletableFuture<>();
        vertx.runOnContext(now -> full.intake
                .result(id, Duration.ofSeconds(20))
                .subscribe()
                .with(polled::complete, polled::completeExceptionally));
        until("it waits", () -> full.intake.resultWaiters() == 1);
        assertEquals(Absent.PENDING, full.state(id));
        Node free = node(4);
        free.answer(free.next());
        assertEquals("image", label(polled.get(20, TimeUnit.SECONDS)));
        assertEquals(0, full.intake.resultWaiters());
    }

    @Test
    void noMoreAreAcceptedThanMayBeUnanswered() {
        Node node = node(1);
        for (int i = 0; i < 3; i++) {
            node.accept("image");
        }
        assertEquals(
                503,
                assertThrows(ProblemException.class, () -> node.accept("too many"))
                        .status());
        assertEquals(
                503,
                assertThrows(ProblemException.class, () -> node.intake.requireRoom(true))
                        .status());
        node.answer(node.next());
        until("there is room again", () -> {
            try {
                node.accept("fits");
                return true;
            } catch (ProblemException e) {
                return false;
            }
        });
    }

    @Test
    void idsAreKnownToAllDispatchersAndNoOthersAre() {
        Node one = node(1);
        Node other = node(1);
        String id = one.accept("image");
        assertEquals(Absent.PENDING, other.state(id));
        assertEquals(Absent.UNKNOWN, other.state("x" + id.substring(1)));
    }

    @Test
    void slotsAndQueueAreShared() {
        Node one = node(4);
        Node other = node(4);
        until("both know of each other", () -> one.dispatch.wanted() == 2 && other.dispatch.wanted() == 2);
        assertEquals(2, one.intake.dispatchers());
        other.stop();
        nodes.remove(other);
        until("all slots are its own again", () -> one.dispatch.wanted() == 4);
    }

    @Test
    void whoHangsUpEndsTheWorkAtAnotherDispatcherToo() {
        Node full = node(1);
        full.ask("blocking");
        full.next();
        Node free = node(4);
        CompletableFuture<ObjectNode> answer = full.ask("gone");
        Assignment<PendingRequest> taken = free.next();
        int wanted = free.dispatch.wanted();
        answer.cancel(false);
        until("its slot is free again", () -> free.dispatch.wanted() > wanted);
        assertTrue(taken.request().item().answer.isCancelled());
    }

    @Test
    void takesNoBackgroundRequestWhileNoReplicaIsKnownToBeWell() {
        Node node = node(2);
        node.dispatch.probed("replica", Optional.empty());
        node.accept("patient");
        CompletableFuture<ObjectNode> answer = node.ask("urgent");
        node.answer(node.next());
        assertEquals("urgent", answer.join().path("label").textValue());
        until("it waits", () -> node.dispatch.stats(1).queue().background() == 1);
        assertEquals(Optional.empty(), node.dispatch.next());
    }

    @Test
    void whoHangsUpBeforeItIsAcceptedLeavesNothing() {
        Node node = node(1);
        node.ask("blocking");
        node.next();
        node.intake
                .accept(request("gone", 60 * SECOND, true), Priority.NORMAL, null)
                .subscribe()
                .with(id -> {})
                .cancel();
        node.accept("stays");
        until("one of two is left", () -> node.dispatch.stats(1).queue().background() == 1);
    }
}
