package org.elasticml.core.dispatch;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import org.elasticml.core.balance.BalancingPolicies;
import org.elasticml.core.balance.Replica;
import org.elasticml.core.balance.ReplicaPool;
import org.elasticml.core.queue.Priority;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Requests for which nobody waits, and a queue that dispatchers share. In virtual time; one replica of four slots. */
class BackgroundRequestsTest {
    private static final long MILLI = 1_000_000;
    private static final long SECOND = 1_000 * MILLI;
    private static final int CAPACITY = 8;

    private long now = 100 * SECOND;
    private final Dispatching<String> dispatching = new Dispatching<>(
            new DispatchSettings(CAPACITY, SECOND, 500 * MILLI, false),
            new ReplicaPool(BalancingPolicies.named("round-robin", new SplittableRandom(1)), 4));

    @BeforeEach
    void oneReplica() {
        dispatching.replicas(Map.of("a", false));
        dispatching.alive(dispatching.replica("a").orElseThrow(), 20, 0.1, now);
    }

    private Request<String> attended(String name) {
        return new Request<>(name, Priority.NORMAL, now, now + 5 * SECOND, 0);
    }

    private Request<String> background(String name, Priority priority) {
        return new Request<>(name, priority, now, now + 600 * SECOND, 0, true);
    }

    private void submit(Request<String> request) {
        assertEquals(Optional.empty(), dispatching.submit(request, now));
    }

    /** One after the other, each as soon as the one before is answered. */
    private List<String> served() {
        List<String> names = new ArrayList<>();
        for (Optional<Assignment<String>> next = dispatching.next(now);
                next.isPresent();
                next = dispatching.next(now)) {
            names.add(next.get().request().item());
            dispatching.succeeded(next.get(), now);
        }
        return names;
    }

    @Test
    void areServedWhenNobodyWaits() {
        submit(background("later", Priority.HIGH));
        submit(attended("now"));
        assertEquals(List.of("now", "later"), served());
    }

    @Test
    void getEveryTenthSlotWhateverElseWaits() {
        submit(background("one", Priority.LOW));
        submit(background("other", Priority.LOW));
        List<String> names = new ArrayList<>();
        for (int i = 0; i < 25; i++) {
            submit(attended("attended"));
            Assignment<String> next = dispatching.next(now).orElseThrow();
            names.add(next.request().item());
            dispatching.succeeded(next, now);
        }
        assertEquals(9, names.indexOf("one"));
        assertEquals(19, names.indexOf("other"));
    }

    @Test
    void leaveByPriorityAmongThemselves() {
        submit(background("low", Priority.LOW));
        submit(background("normal", Priority.NORMAL));
        submit(background("high", Priority.HIGH));
        assertEquals(List.of("high", "normal", "low"), served());
    }

    @Test
    void anyNumberOfThemIsTakenAndHindersNoOther() {
        for (int i = 0; i < 100 * CAPACITY; i++) {
            submit(background("background", Priority.HIGH));
        }
        now += 2 * SECOND;
        assertEquals(0, dispatching.waiting());
        assertEquals(100 * CAPACITY, dispatching.waitingInBackground());
        for (int i = 0; i < CAPACITY; i++) {
            submit(attended("attended"));
        }
        assertEquals(
                Refusal.Reason.FULL,
                dispatching.submit(attended("too many"), now).orElseThrow().reason());
    }

    @Test
    void aStandingQueueIsNotOfThem() {
        for (int i = 0; i < 1_000; i++) {
            submit(background("background", Priority.NORMAL));
        }
        submit(attended("first"));
        now += 2 * SECOND;
        dispatching.admission(Priority.NORMAL, now, now + SECOND, now);
        assertTrue(!dispatching.isOverloaded(now));
        assertEquals(List.of(), dispatching.shed(now), "nobody is refused for their sake");
    }

    @Test
    void expireAtTheirOwnDeadline() {
        submit(background("background", Priority.NORMAL));
        now += 599 * SECOND;
        assertEquals(List.of(), dispatching.expire(now));
        now += SECOND;
        assertEquals("background", dispatching.expire(now).get(0).item());
        assertEquals(0, dispatching.waitingInBackground());
    }

    @Test
    void onesThatFailAreTriedAgainInTheirPlace() {
        dispatching.replicas(Map.of("a", false, "b", false));
        submit(background("background", Priority.NORMAL));
        Assignment<String> first = dispatching.next(now).orElseThrow();
        dispatching.failed(first, Dispatching.Failure.UNREACHABLE, now);
        assertEquals(1, dispatching.waitingInBackground());
        Assignment<String> second = dispatching.next(now).orElseThrow();
        assertTrue(second.replica() != first.replica());
    }

    @Test
    void waitForAReplicaThatIsWellWhileOthersTryTheirLuck() {
        submit(background("patient", Priority.HIGH));
        submit(attended("attended"));
        dispatching.silent(dispatching.replica("a").orElseThrow(), now);
        assertEquals(List.of("attended"), served());
        now += SECOND;
        dispatching.alive(dispatching.replica("a").orElseThrow(), 20, 0.1, now);
        assertEquals(List.of("patient"), served());
    }

    @Test
    void areTriedOftenWhereNobodyCanBeReachedButNotForEver() {
        submit(background("patient", Priority.NORMAL));
        int attempts = 0;
        for (boolean ended = false; !ended; attempts++) {
            Assignment<String> next = dispatching.next(now).orElseThrow();
            ended = dispatching.failed(next, Dispatching.Failure.UNREACHABLE, now);
            now += 32 * SECOND;
            dispatching.alive(dispatching.replica("a").orElseThrow(), 20, 0.1, now);
        }
        assertEquals(10, attempts);
        assertEquals(0, dispatching.waitingInBackground());
    }

    @Test
    void areTriedTwiceWhereReplicasSayThatTheyFailed() {
        submit(background("broken", Priority.NORMAL));
        assertTrue(!dispatching.failed(dispatching.next(now).orElseThrow(), Dispatching.Failure.ERROR, now));
        assertTrue(dispatching.failed(dispatching.next(now).orElseThrow(), Dispatching.Failure.ERROR, now));
    }

    @Test
    void whatWaitsElsewhereCountsAsIfItWereHere() {
        dispatching.elsewhere(new Backlog(1, 2, 4, 16));
        assertEquals(7, dispatching.waiting());
        assertEquals(16, dispatching.waitingInBackground());
        submit(attended("the eighth"));
        assertEquals(
                Refusal.Reason.FULL,
                dispatching.submit(attended("the ninth"), now).orElseThrow().reason());
    }

    @Test
    void whoeverWouldWaitBehindThoseElsewhereIsToldSo() {
        dispatching.elsewhere(new Backlog(0, 0, 7, 0));
        long deadline = now + 300 * MILLI;
        assertEquals(Optional.empty(), dispatching.admission(Priority.NORMAL, now, deadline, now), "goes before them");
        assertEquals(
                Refusal.Reason.DEADLINE,
                dispatching
                        .admission(Priority.LOW, now, deadline, now)
                        .orElseThrow()
                        .reason());
    }

    @Test
    void wantsWhatItHasFreeSlotsFor() {
        assertEquals(4, dispatching.wanted());
        submit(attended("here"));
        assertEquals(3, dispatching.wanted());
        Assignment<String> sent = dispatching.next(now).orElseThrow();
        assertEquals(3, dispatching.wanted());
        dispatching.succeeded(sent, now);
        assertEquals(4, dispatching.wanted());
    }

    @Test
    void theBoundDoesNotHoldForWhatWasAdmittedElsewhere() {
        for (int i = 0; i <= CAPACITY; i++) {
            assertEquals(Optional.empty(), dispatching.resume(attended("resumed"), now));
        }
        assertEquals(CAPACITY + 1, dispatching.waiting());
    }

    @Test
    void inALastingOverloadWhoIsLateAlreadyIsRefusedWhenItComesBack() {
        Request<String> late = attended("late");
        Request<String> patient = background("patient", Priority.LOW);
        dispatching.elsewhere(new Backlog(0, CAPACITY, 0, 0));
        dispatching.admission(Priority.NORMAL, now, now + SECOND, now);
        now += SECOND;
        dispatching.admission(Priority.NORMAL, now, now + SECOND, now);
        assertTrue(dispatching.isOverloaded(now));
        assertEquals(
                Refusal.Reason.OVERLOAD,
                dispatching.resume(late, now).orElseThrow().reason());
        assertEquals(Optional.empty(), dispatching.resume(attended("in time"), now));
        assertEquals(Optional.empty(), dispatching.resume(patient, now));
    }

    @Test
    void slotsAreDividedAmongDispatchers() {
        dispatching.replicas(Map.of("a", false, "b", false, "c", false));
        for (String name : List.of("a", "b", "c")) {
            int sum = 0;
            for (int index = 0; index < 3; index++) {
                dispatching.share(index, 3);
                int slots = dispatching.replica(name).orElseThrow().slots();
                assertTrue(slots == 1 || slots == 2, "about equally: " + slots);
                sum += slots;
            }
            assertEquals(4, sum, "all of its slots, and no more");
        }
        dispatching.share(0, 1);
        assertEquals(4, dispatching.replica("a").orElseThrow().slots());
        assertEquals(4, dispatching.replica("c").orElseThrow().slots());
    }

    @Test
    void ratesAreThoseOfTheSlotsThatItHas() {
        Replica replica = dispatching.replica("a").orElseThrow();
        assertEquals(20, replica.perSecond());
        dispatching.share(0, 2);
        assertEquals(10, replica.perSecond());
        assertEquals(2, dispatching.wanted());
        dispatching.share(0, 1);
        assertEquals(20, replica.perSecond());
        assertEquals(4, dispatching.wanted());
    }
}
