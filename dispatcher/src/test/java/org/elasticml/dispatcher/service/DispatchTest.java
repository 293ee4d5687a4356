package org.elasticml.dispatcher.service;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.vertx.core.buffer.Buffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.TreeSet;
import java.util.concurrent.CompletionException;
import org.elasticml.core.balance.BalancingPolicies;
import org.elasticml.core.balance.ReplicaPool;
import org.elasticml.core.dispatch.Assignment;
import org.elasticml.core.dispatch.Backlog;
import org.elasticml.core.dispatch.DispatchSettings;
import org.elasticml.core.dispatch.Dispatching.Failure;
import org.elasticml.core.queue.Priority;
import org.elasticml.web.ProblemException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** In virtual time, without a network: two replicas of one slot each, a queue of three. */
class DispatchTest {
    private static final long MILLI = 1_000_000;
    private static final ProblemException BROKEN = new ProblemException(502, "broken");

    private long now = 1_000 * MILLI;
    private final List<Long> waited = new ArrayList<>();
    private final Dispatch dispatch = new Dispatch(
            new DispatchSettings(3, 1_000 * MILLI, 500 * MILLI, false),
            new ReplicaPool(BalancingPolicies.named("round-robin", new SplittableRandom(1)), 1),
            () -> now,
            waited::add);

    @BeforeEach
    void twoReplicas() {
        dispatch.replicas(Map.of("a", false, "b", false));
    }

    private static Optional<ReplicaReport> serving(String weights) {
        return Optional.of(new ReplicaReport(weights, "", 0, 0));
    }

    private PendingRequest submit(Priority priority, long deadlineMillis) {
        PendingRequest request = new PendingRequest(
                new RequestTrace("id"), Buffer.buffer("x"), "", 0, now, now + deadlineMillis * MILLI, false);
        dispatch.submit(request, priority);
        return request;
    }

    private PendingRequest submit() {
        return submit(Priority.NORMAL, 500);
    }

    private Assignment<PendingRequest> next() {
        return dispatch.next().orElseThrow();
    }

    private static ObjectNode answer() {
        return JsonNodeFactory.instance.objectNode().put("label", "cat");
    }

    private static ProblemException problem(PendingRequest request) {
        CompletionException e = assertThrows(CompletionException.class, request.answer::join);
        return (ProblemException) e.getCause();
    }

    @Test
    void bindsToAReplicaOnlyWhenItHasASlot() {
        PendingRequest first = submit();
        PendingRequest second = submit();
        PendingRequest third = submit();
        Assignment<PendingRequest> one = next();
        Assignment<PendingRequest> other = next();
        assertEquals(first, one.request().item());
        assertEquals(second, other.request().item());
        assertTrue(dispatch.next().isEmpty());
        assertEquals(1, dispatch.stats(4).queue().size());
        now += 7 * MILLI;
        dispatch.succeeded(other, answer());
        Assignment<PendingRequest> last = next();
        assertEquals(third, last.request().item());
        assertEquals(other.replica(), last.replica());
        assertEquals(List.of(0L, 0L, 7 * MILLI), waited);
    }

    @Test
    void answersWithWhatItTook() {
        PendingRequest request = submit();
        now += 20 * MILLI;
        Assignment<PendingRequest> assignment = next();
        now += 30 * MILLI;
        submit();
        dispatch.succeeded(assignment, answer());
        ObjectNode answer = request.answer.join();
        assertEquals("cat", answer.path("label").asText());
        assertEquals("a", answer.path("replica").asText());
        assertEquals(20, answer.path("waited_ms").asDouble());
        assertEquals(30, answer.path("served_ms").asDouble());
        assertEquals(1, answer.path("queue_size").asInt());
    }

    @Test
    void aFailedRequestIsTriedOnceMoreElsewhereAheadOfLaterOnes() {
        PendingRequest unlucky = submit();
        Assignment<PendingRequest> first = next();
        submit();
        dispatch.failed(first, Failure.UNREACHABLE, BROKEN);
        assertFalse(unlucky.answer.isDone());
        Assignment<PendingRequest> second = next();
        assertEquals(unlucky, second.request().item());
        assertFalse(first.replica() == second.replica());
        dispatch.failed(second, Failure.ERROR, BROKEN);
        assertEquals(502, problem(unlucky).status());
    }

    @Test
    void whoHasFailedTwiceLetsOthersLive() {
        submit();
        dispatch.failed(next(), Failure.UNREACHABLE, BROKEN);
        dispatch.failed(next(), Failure.UNREACHABLE, BROKEN);
        PendingRequest request = submit();
        dispatch.succeeded(next(), answer());
        assertTrue(request.answer.isDone(), "all are ejected, so all are tried");
    }

    @Test
    void whatASilentReplicaHoldsIsTriedElsewhereAndItsLateAnswerIsIgnored() {
        PendingRequest request = submit();
        Assignment<PendingRequest> stranded = next();
        dispatch.probed(stranded.replica().name(), Optional.empty());
        Assignment<PendingRequest> second = next();
        assertEquals(request, second.request().item());
        assertFalse(stranded.replica() == second.replica());
        dispatch.succeeded(second, answer());
        assertEquals(
                second.replica().name(), request.answer.join().path("replica").asText());
        dispatch.succeeded(stranded, answer());
        dispatch.failed(stranded, Failure.UNREACHABLE, BROKEN);
        assertEquals(0, dispatch.stats(4).queue().size());
        assertTrue(dispatch.stats(4).replicas().stream().allMatch(replica -> replica.inFlight() == 0));
    }

    @Test
    void whoWaitsForAnotherReplicaHoldsNobodyUp() {
        PendingRequest unlucky = submit();
        Assignment<PendingRequest> first = next();
        PendingRequest onTheOther = submit();
        Assignment<PendingRequest> other = next();
        assertEquals(onTheOther, other.request().item());
        dispatch.failed(first, Failure.ERROR, BROKEN);
        PendingRequest later = submit();
        assertEquals(later, next().request().item(), "takes the slot that the first one is to avoid");
        assertTrue(dispatch.next().isEmpty());
        dispatch.succeeded(other, answer());
        assertEquals(unlucky, next().request().item());
    }

    @Test
    void refusesWhatNoReplicaCanServeWithoutASecondTry() {
        PendingRequest request = submit();
        dispatch.refused(next(), new ProblemException(415, "no image"));
        assertEquals(415, problem(request).status());
        assertTrue(dispatch.next().isEmpty());
    }

    @Test
    void aFullQueueRefusesWithATimeToTryAgain() {
        for (int i = 0; i < 3; i++) {
            submit();
        }
        ProblemException refusal = assertThrows(ProblemException.class, this::submit);
        assertEquals(503, refusal.status());
        assertTrue(refusal.retryAfterSeconds() >= 1);
        next();
        submit();
    }

    @Test
    void pastItsDeadlineARequestIsAnsweredAndNeverSent() {
        PendingRequest hurried = submit(Priority.HIGH, 10);
        PendingRequest patient = submit(Priority.LOW, 100);
        now += 10 * MILLI - 1;
        dispatch.tick();
        assertFalse(hurried.answer.isDone());
        now += 1;
        dispatch.tick();
        assertEquals(504, problem(hurried).status());
        assertEquals(patient, next().request().item());
        assertTrue(dispatch.next().isEmpty());
    }

    @Test
    void aFailureAfterTheDeadlineIsNotTriedAgain() {
        PendingRequest request = submit(Priority.NORMAL, 10);
        Assignment<PendingRequest> assignment = next();
        now += 11 * MILLI;
        dispatch.failed(assignment, Failure.TOO_LATE, Dispatch.pastDeadline());
        assertEquals(504, problem(request).status());
    }

    @Test
    void whoCancelsItsAnswerLeavesTheQueue() {
        submit();
        submit();
        PendingRequest gone = submit();
        next();
        next();
        gone.answer.cancel(false);
        assertEquals(0, dispatch.stats(4).queue().size());
    }

    @Test
    void whatTakesTooLongIsTriedElsewhere() {
        for (int i = 0; i < 2; i++) {
            submit();
            Assignment<PendingRequest> assignment = next();
            now += 10 * MILLI;
            dispatch.succeeded(assignment, answer());
        }
        PendingRequest stuck = submit(Priority.NORMAL, 5_000);
        Assignment<PendingRequest> first = next();
        boolean[] cancelled = {false};
        first.onCancel(() -> cancelled[0] = true);
        now += 301 * MILLI;
        dispatch.tick();
        assertTrue(cancelled[0]);
        Assignment<PendingRequest> second = next();
        assertEquals(stuck, second.request().item());
        assertFalse(second.replica() == first.replica());
    }

    @Test
    void refusesBeforeTheBodyIsRead() {
        for (int i = 0; i < 3; i++) {
            submit();
        }
        ProblemException refusal = assertThrows(
                ProblemException.class, () -> dispatch.requireAdmission(Priority.HIGH, now, now + 500 * MILLI));
        assertEquals(503, refusal.status());
    }

    @Test
    void wakesItsWorkersInTurn() {
        List<String> woken = new ArrayList<>();
        dispatch.onWork(new Thread(), () -> woken.add("one"));
        dispatch.onWork(new Thread(), () -> woken.add("two"));
        submit();
        submit();
        submit();
        assertEquals(List.of("one", "two", "one"), woken);
    }

    @Test
    void wakesTheWorkerOfTheThreadThatSubmits() {
        List<String> woken = new ArrayList<>();
        dispatch.onWork(new Thread(), () -> woken.add("elsewhere"));
        dispatch.onWork(Thread.currentThread(), () -> woken.add("here"));
        submit();
        submit();
        assertEquals(List.of("here", "here"), woken);
    }

    @Test
    void showsAMixOfWeights() {
        dispatch.probed("a", serving("builtin"));
        assertFalse(dispatch.stats(4).weightsMixed());
        assertTrue(dispatch.probed("b", serving("imagenet")), "another set than before");
        assertFalse(dispatch.probed("b", serving("imagenet")), "the same set");
        assertTrue(dispatch.stats(4).weightsMixed());
        assertEquals(new TreeSet<>(List.of("builtin", "imagenet")), dispatch.weights());
        dispatch.probed("a", Optional.empty());
        assertFalse(dispatch.stats(4).weightsMixed(), "one that does not serve mixes nothing");
    }

    @Test
    void showsEachReplicasStateAndLatency() {
        dispatch.probed("a", serving("builtin"));
        submit();
        Assignment<PendingRequest> assignment = next();
        Stats.ReplicaStats a = dispatch.stats(4).replicas().get(0);
        assertEquals("ready", a.state());
        assertEquals(1, a.inFlight());
        now += 40 * MILLI;
        dispatch.succeeded(assignment, answer());
        a = dispatch.stats(4).replicas().get(0);
        assertEquals(0, a.inFlight());
        assertEquals(1, a.answered());
        assertEquals(40, a.servedMs());
        assertEquals("unknown", dispatch.stats(4).replicas().get(1).state());
        dispatch.probed("b", Optional.empty());
        assertEquals("ejected", dispatch.stats(4).replicas().get(1).state());
    }

    @Test
    void whatWasAdmittedElsewhereIsServedAndAnswered() {
        PendingRequest request =
                new PendingRequest(new RequestTrace("id"), Buffer.buffer("x"), "", 0, now, now + 500 * MILLI, false);
        dispatch.resume(request, Priority.NORMAL);
        dispatch.succeeded(next(), answer());
        assertEquals("cat", request.answer.join().path("label").textValue());
    }

    @Test
    void whatWasAdmittedElsewhereIsAbandonedWithItsSender() {
        PendingRequest request =
                new PendingRequest(new RequestTrace("id"), Buffer.buffer("x"), "", 0, now, now + 500 * MILLI, false);
        dispatch.resume(request, Priority.NORMAL);
        request.answer.cancel(false);
        assertEquals(Optional.empty(), dispatch.next());
    }

    @Test
    void saysWhenReplicasHaveSlotsForMore() {
        List<Integer> wanted = new ArrayList<>();
        dispatch.onFreeSlots(() -> wanted.add(dispatch.wanted()));
        submit();
        next();
        assertEquals(List.of(), wanted, "there was something to do");
        assertEquals(Optional.empty(), dispatch.next());
        assertEquals(List.of(1), wanted);
        submit();
        next();
        assertEquals(Optional.empty(), dispatch.next());
        assertEquals(List.of(1), wanted, "no slot is free");
    }

    @Test
    void otherDispatchersTakeTheirPartOfTheSlots() {
        dispatch.others(new Backlog(0, 5, 0, 7), 0, 2);
        assertEquals(2, dispatch.wanted(), "one slot of each replica at least");
        assertEquals(5, dispatch.stats(4).queue().size());
        assertEquals(7, dispatch.stats(4).queue().background());
    }
}
