package org.elasticml.core.dispatch;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.PriorityQueue;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.elasticml.core.balance.BalancingPolicies;
import org.elasticml.core.balance.Replica;
import org.elasticml.core.balance.ReplicaPool;
import org.elasticml.core.dispatch.Dispatching.Failure;
import org.elasticml.core.queue.Priority;
import org.junit.jupiter.api.Test;

/** In virtual time. Replicas serve one request after the other, each in 50 ms, unless a test says otherwise. */
class DispatchingTest {
    private static final long MILLI = 1_000_000;
    private static final long SECOND = 1_000 * MILLI;
    private static final long SERVICE = 50 * MILLI;
    private static final DispatchSettings DEFAULTS = new DispatchSettings(256, SECOND, 500 * MILLI, false);

    private long now = 100 * SECOND;
    private final Comparator<Event> bySchedule =
            Comparator.comparingLong(Event::atNanos).thenComparingLong(Event::number);
    private final PriorityQueue<Event> events = new PriorityQueue<>(bySchedule);
    private long eventNumber;
    private Dispatching<String> dispatching;

    private record Event(long atNanos, long number, Runnable run) {}

    private void start(DispatchSettings settings, String... names) {
        dispatching = new Dispatching<>(
                settings, new ReplicaPool(BalancingPolicies.named("least-expected-wait", new SplittableRandom(1)), 0));
        Map<String, Boolean> set = new java.util.TreeMap<>();
        for (String name : names) {
            set.put(name, false);
        }
        dispatching.replicas(set);
        for (String name : names) {
            alive(name);
        }
    }

    private Replica replica(String name) {
        return dispatching.replica(name).orElseThrow();
    }

    /** It says that it answers 20 a second, one in 50 ms: two slots. */
    private void alive(String name) {
        dispatching.alive(replica(name), 20, 0.05, now);
    }

    private Request<String> request(String name, Priority priority, long deadlineNanos) {
        return new Request<>(name, priority, now, now + deadlineNanos, 0);
    }

    private Request<String> submit(String name) {
        Request<String> request = request(name, Priority.NORMAL, 5 * SECOND);
        assertEquals(Optional.empty(), dispatching.submit(request, now));
        return request;
    }

    private Assignment<String> next() {
        return dispatching.next(now).orElseThrow();
    }

    private void at(long nanos, Runnable run) {
        events.add(new Event(nanos, eventNumber++, run));
    }

    private void runUntil(long endNanos) {
        while (!events.isEmpty() && events.peek().atNanos() <= endNanos) {
            Event event = events.remove();
            now = event.atNanos();
            event.run().run();
        }
        now = endNanos;
    }

    /** A fleet that serves what it is sent, each replica one at a time, and what became of the requests. */
    private final class Fleet {
        private final Map<Replica, Long> freeAt = new java.util.HashMap<>();
        private int inTime;
        private int late;
        private int refused;
        private int taken;
        private int failed;

        void arrive(Request<String> request) {
            if (dispatching.submit(request, now).isPresent()) {
                refused++;
            } else {
                taken++;
                drain();
            }
        }

        void drain() {
            for (Optional<Assignment<String>> next = dispatching.next(now);
                    next.isPresent();
                    next = dispatching.next(now)) {
                Assignment<String> assignment = next.get();
                long start = Math.max(now, freeAt.getOrDefault(assignment.replica(), now));
                freeAt.put(assignment.replica(), start + SERVICE);
                at(start + SERVICE, () -> answer(assignment));
            }
        }

        private void answer(Assignment<String> assignment) {
            if (dispatching.succeeded(assignment, now)) {
                boolean good = now - assignment.request().startNanos() <= 500 * MILLI;
                inTime += good ? 1 : 0;
                late += good ? 0 : 1;
            }
            drain();
        }

        void load(double perSecond, double seconds) {
            SplittableRandom random = new SplittableRandom(5);
            double at = 0;
            while ((at += -Math.log(1 - random.nextDouble()) / perSecond) < seconds) {
                at(now + (long) (at * SECOND), () -> arrive(request("r", Priority.NORMAL, 5 * SECOND)));
            }
        }
    }

    @Test
    void theHigherPriorityOvertakesAndTheEarlierDeadlineWithinIt() {
        start(DEFAULTS, "a");
        for (String name : List.of("first", "second")) {
            submit(name);
            next();
        }
        dispatching.submit(request("normal, late", Priority.NORMAL, 4 * SECOND), now);
        dispatching.submit(request("normal, early", Priority.NORMAL, 3 * SECOND), now);
        dispatching.submit(request("low", Priority.LOW, 2 * SECOND), now);
        dispatching.submit(request("high", Priority.HIGH, 4 * SECOND), now);
        assertTrue(dispatching.next(now).isEmpty(), "both slots are in use");
        assertEquals(4, dispatching.waiting());
        dispatching.replicas(Map.of("a", false, "b", false, "c", false, "d", false, "e", false));
        List<String> order =
                IntStream.range(0, 4).mapToObj(i -> next().request().item()).toList();
        assertEquals(List.of("high", "normal, early", "normal, late", "low"), order);
    }

    @Test
    void aDeadlineThatPassesInTheQueueEndsTheRequestUnsent() {
        start(DEFAULTS, "a");
        submit("first");
        submit("second");
        next();
        next();
        Request<String> hurried = request("hurried", Priority.NORMAL, 300 * MILLI);
        dispatching.submit(hurried, now);
        now += 300 * MILLI - 1;
        assertEquals(List.of(), dispatching.expire(now));
        now += 1;
        assertEquals(List.of(hurried), dispatching.expire(now));
        assertEquals(0, dispatching.waiting());
        assertEquals(0, hurried.attempts());
    }

    @Test
    void whoCantMakeItsDeadlineIsRefusedAtOnceByTheTrueWait() {
        start(DEFAULTS, "a", "b");
        Fleet fleet = new Fleet();
        for (int i = 0; i < 44; i++) {
            fleet.arrive(request("r", Priority.NORMAL, 1101 * MILLI));
        }
        // 4 are sent, 40 wait for 40 answers a second; the next one's turn comes after 41/40 s, and takes 0.1 s.
        assertEquals(40, dispatching.waiting());
        double expected = 41 / 40.0 + 0.1;
        Refusal refusal = dispatching
                .submit(request("hurried", Priority.NORMAL, 1110 * MILLI), now)
                .orElseThrow();
        assertEquals(Refusal.Reason.DEADLINE, refusal.reason());
        assertEquals(expected, refusal.expectedSeconds(), 1e-9);
        assertEquals(1, refusal.retryAfterSeconds());
        assertEquals("the answer would come after the deadline: it is expected in 1.1 s", refusal.text());
        assertTrue(
                dispatching
                        .submit(request("high", Priority.HIGH, 200 * MILLI), now)
                        .isEmpty(),
                "it overtakes them all");

        long sent = now;
        Request<String> patient = request("patient", Priority.NORMAL, 1200 * MILLI);
        assertTrue(dispatching.submit(patient, now).isEmpty());
        List<Long> answered = new ArrayList<>();
        at(now + 5 * SECOND, () -> {});
        while (!events.isEmpty()) {
            Event event = events.remove();
            now = event.atNanos();
            event.run().run();
            if (patient.attempts() == 1 && answered.isEmpty()) {
                answered.add(now);
            }
        }
        // The true wait, with the high one before it as well.
        assertEquals(42 / 40.0, (answered.get(0) - sent) / 1e9, 0.06);
    }

    @Test
    void lowPriorityIsNotStarved() {
        start(DEFAULTS, "a");
        Fleet fleet = new Fleet();
        Request<String> low = request("low", Priority.LOW, 10 * SECOND);
        for (int i = 0; i < 4; i++) {
            fleet.arrive(request("first", Priority.NORMAL, 10 * SECOND));
        }
        fleet.arrive(low);
        long begin = now;
        // As many of normal priority as are served, for three seconds.
        for (int i = 0; i < 60; i++) {
            at(now + i * SERVICE + 1, () -> fleet.arrive(request("r", Priority.NORMAL, 10 * SECOND)));
        }
        List<Long> sent = new ArrayList<>();
        for (int i = 1; i < 3000; i++) {
            at(begin + i * MILLI, () -> {
                if (low.attempts() == 1 && sent.isEmpty()) {
                    sent.add(now);
                }
            });
        }
        runUntil(begin + 3 * SECOND);
        // After one second it is normal, but late; after two it is high, and there is no other.
        assertEquals(2.05, (sent.get(0) - begin) / 1e9, 0.051);
    }

    @Test
    void aFullQueueRefusesAndSaysWhenToComeAgain() {
        start(new DispatchSettings(60, SECOND, 500 * MILLI, false), "a");
        Fleet fleet = new Fleet();
        for (int i = 0; i < 62; i++) {
            fleet.arrive(request("r", Priority.NORMAL, 60 * SECOND));
        }
        Refusal refusal = dispatching
                .submit(request("one too many", Priority.HIGH, 60 * SECOND), now)
                .orElseThrow();
        assertEquals(Refusal.Reason.FULL, refusal.reason());
        refusal = dispatching
                .admission(Priority.NORMAL, now, now + 60 * SECOND, now)
                .orElseThrow();
        // 61 of 20 a second, and 0.1 s with the replica.
        assertEquals(61 / 20.0 + 0.1, refusal.expectedSeconds(), 1e-9);
        assertEquals(4, refusal.retryAfterSeconds());
    }

    @Test
    void aBurstRidesThrough() {
        start(DEFAULTS, "a", "b");
        Fleet fleet = new Fleet();
        for (int i = 0; i < 60; i++) {
            fleet.arrive(request("r", Priority.NORMAL, 5 * SECOND));
        }
        runUntil(now + 10 * SECOND);
        assertEquals(0, fleet.refused);
        assertEquals(60, fleet.inTime + fleet.late);
    }

    @Test
    void underLastingOverloadThoseWhoAreServedAreServedInTime() {
        start(DEFAULTS, "a", "b", "c");
        Fleet fleet = new Fleet();
        fleet.load(180, 60); // three times what they can do
        runUntil(now + 70 * SECOND);
        double goodput = fleet.inTime / 60.0;
        assertTrue(goodput >= 0.9 * 60, "answers in time a second: " + goodput + " of 60, late " + fleet.late);
        assertEquals(fleet.taken, fleet.inTime + fleet.late);
        assertFalse(dispatching.isOverloaded(now), "it is over");
    }

    /** One at half of its load has nobody late; at twice its load half of all are in time, whatever comes in bursts. */
    @Test
    void oneAloneUnderTwiceItsLoadServesInTimeWhatItCan() {
        start(DEFAULTS, "a");
        Fleet fleet = new Fleet();
        fleet.load(40, 60);
        runUntil(now + 70 * SECOND);
        assertTrue(fleet.inTime / 60.0 >= 0.85 * 20, "in time a second: " + fleet.inTime / 60.0 + " of 20");
    }

    @Test
    void whoWaitsAndCantBeInTimeIsShedOnceTheQueueStands() {
        start(DEFAULTS, "a");
        List<Request<String>> all = new ArrayList<>();
        for (int i = 0; i < 30; i++) {
            all.add(submit("r" + i));
        }
        next();
        next();
        now += 900 * MILLI;
        assertEquals(List.of(), dispatching.shed(now), "that is a burst");
        now += 200 * MILLI;
        List<Request<String>> shed = dispatching.shed(now);
        assertEquals(all.subList(2, 30), shed);
        assertEquals(0, dispatching.waiting());
        assertEquals(Refusal.Reason.OVERLOAD, dispatching.overload().reason());
        dispatching.abandon(shed.get(0));
        assertEquals(List.of(), dispatching.shed(now));
    }

    @Test
    void aFewThatOvertakeDoNotHideTheOverload() {
        start(DEFAULTS, "a", "b", "c");
        Fleet fleet = new Fleet();
        fleet.load(180, 60);
        for (int i = 1; i < 240; i++) {
            at(now + i * SECOND / 4, () -> fleet.arrive(request("high", Priority.HIGH, 5 * SECOND)));
        }
        runUntil(now + 70 * SECOND);
        double goodput = fleet.inTime / 60.0;
        assertTrue(goodput >= 0.9 * 60, "answers in time a second: " + goodput + " of 60, late " + fleet.late);
    }

    @Test
    void idleTimeIsNoMeasureOfARate() {
        start(DEFAULTS, "a", "b");
        Fleet fleet = new Fleet();
        for (int burst = 0; burst < 40; burst++) {
            for (int i = 0; i < 6; i++) {
                at(now + burst * 10 * SECOND, () -> fleet.arrive(request("r", Priority.NORMAL, 5 * SECOND)));
            }
        }
        runUntil(now + 500 * SECOND);
        assertEquals(240, fleet.inTime);
        assertEquals(20, replica("a").perSecond(), 1);
    }

    @Test
    void theRateIsThatOfWhatIsDoneUnderLoad() {
        start(DEFAULTS, "a");
        dispatching.alive(replica("a"), 0, 0, now);
        Fleet fleet = new Fleet();
        fleet.load(60, 20);
        runUntil(now + 20 * SECOND);
        assertEquals(20, replica("a").perSecond(), 0.5);
    }

    @Test
    void anIdleDispatcherRefusesNobodyForItsPace() {
        start(DEFAULTS, "a");
        for (int i = 0; i < 20; i++) {
            submit("r");
            Assignment<String> assignment = next();
            now += 4 * SECOND;
            dispatching.succeeded(assignment, now);
        }
        assertTrue(dispatching
                .submit(request("hurried", Priority.NORMAL, SECOND), now)
                .isEmpty());
    }

    @Test
    void whoseTimeIsOverIsNotSentThoughNobodyHasTakenItOutYet() {
        start(DEFAULTS, "a");
        dispatching.submit(request("late", Priority.NORMAL, 10 * MILLI), now);
        submit("in time");
        now += 10 * MILLI;
        assertEquals("in time", next().request().item());
        assertTrue(dispatching.next(now).isEmpty());
        assertEquals(1, dispatching.expire(now).size());
    }

    @Test
    void whatIsStuckWithOneThatWentGoesElsewhere() {
        start(DEFAULTS, "a", "b");
        for (int i = 0; i < 2; i++) {
            submit("r");
            submit("r");
            List<Assignment<String>> both = List.of(next(), next());
            now += SERVICE;
            both.forEach(assignment -> dispatching.succeeded(assignment, now));
        }
        submit("stuck");
        Assignment<String> stuck = next();
        dispatching.replicas(Map.of(stuck.replica().name().equals("a") ? "b" : "a", false));
        now += 301 * MILLI;
        assertEquals(List.of(stuck), dispatching.tooOld(now));
    }

    @Test
    void oneThatIsNotWellFinishesWhatItHas() {
        start(DEFAULTS, "a", "b");
        submit("r");
        Assignment<String> assignment = next();
        dispatching.unwell(assignment.replica(), now);
        assertTrue(dispatching.succeeded(assignment, now));
        assertTrue(assignment.replica().ejected());
    }

    @Test
    void aCallOffThatComesFirstIsNotForgotten() {
        start(DEFAULTS, "a");
        Request<String> request = submit("r");
        Assignment<String> assignment = next();
        dispatching.abandon(request);
        boolean[] cancelled = {false};
        assignment.onCancel(() -> cancelled[0] = true);
        assertTrue(cancelled[0]);
        assertFalse(dispatching.isOpen(assignment));
    }

    @Test
    void belowCapacityNobodyIsRefused() {
        start(DEFAULTS, "a", "b", "c");
        Fleet fleet = new Fleet();
        fleet.load(48, 60); // 80 %
        runUntil(now + 70 * SECOND);
        assertEquals(0, fleet.refused);
        assertEquals(fleet.taken, fleet.inTime + fleet.late);
        assertTrue(fleet.inTime >= 0.99 * fleet.taken, fleet.late + " late of " + fleet.taken);
    }

    @Test
    void aFailureIsTriedOnceElsewhere() {
        start(DEFAULTS, "a", "b");
        submit("r");
        Assignment<String> first = next();
        assertFalse(dispatching.failed(first, Failure.ERROR, now));
        Assignment<String> second = next();
        assertFalse(second.replica() == first.replica());
        assertTrue(dispatching.failed(second, Failure.ERROR, now));
        assertTrue(dispatching.next(now).isEmpty());
    }

    @Test
    void aLateAnswerCountsOnce() {
        start(DEFAULTS, "a", "b");
        submit("r");
        Assignment<String> first = next();
        assertFalse(dispatching.failed(first, Failure.UNREACHABLE, now));
        Assignment<String> second = next();
        assertFalse(dispatching.succeeded(first, now), "it was given up");
        assertTrue(dispatching.succeeded(second, now));
        assertFalse(dispatching.succeeded(second, now));
        assertEquals(0, replica("a").inFlight() + replica("b").inFlight());
    }

    @Test
    void retriesAreATenthOfTheRequestsAndNotLessThanOneReplicasSlots() {
        RetryBudget budget = new RetryBudget();
        for (int i = 0; i < 100; i++) {
            budget.countRequest(now);
        }
        assertEquals(10, IntStream.range(0, 50).filter(i -> budget.take(2, now)).count());
        assertEquals(2, IntStream.range(0, 50).filter(i -> budget.take(12, now)).count());
        now += 10 * SECOND;
        assertEquals(8, IntStream.range(0, 50).filter(i -> budget.take(8, now)).count());
    }

    @Test
    void oneThatCantBeReachedIsLeftAloneUntilItAnswersAProbeAfterASecond() {
        start(DEFAULTS, "a", "b");
        submit("r");
        Assignment<String> first = next();
        dispatching.failed(first, Failure.UNREACHABLE, now);
        Replica dead = first.replica();
        assertTrue(dead.ejected());
        now += SECOND - 1;
        alive(dead.name());
        assertTrue(dead.ejected());
        now += 1;
        alive(dead.name());
        assertFalse(dead.ejected());
    }

    @Test
    void silenceStrandsWhatItHolds() {
        start(DEFAULTS, "a", "b");
        submit("one");
        submit("two");
        Assignment<String> one = next();
        next();
        assertEquals(List.of(one), dispatching.silent(one.replica(), now));
        assertTrue(one.replica().ejected());
    }

    @Test
    void threeErrorsInARowMakeASuspectButHalfOfAllStayIn() {
        start(DEFAULTS, "a", "b", "c");
        for (int i = 0; i < 3; i++) {
            for (String name : List.of("a", "b", "c")) {
                Request<String> request = submit("r");
                Assignment<String> assignment = next();
                while (!assignment.replica().name().equals(name)) {
                    assertTrue(dispatching.refused(assignment));
                    request = submit("r");
                    assignment = next();
                }
                dispatching.failed(assignment, Failure.ERROR, now);
                dispatching.abandon(request);
            }
        }
        assertEquals(1, dispatching.replicas().stream().filter(Replica::ejected).count());
    }

    @Test
    void whatTakesThreeTimesAsLongAsItShouldGoesElsewhere() {
        start(DEFAULTS, "a", "b");
        for (int i = 0; i < 10; i++) {
            submit("r");
            Assignment<String> assignment = next();
            now += 200 * MILLI;
            dispatching.succeeded(assignment, now);
        }
        submit("stuck");
        Assignment<String> stuck = next();
        now += 600 * MILLI;
        assertEquals(List.of(), dispatching.tooOld(now));
        now += 1;
        assertEquals(List.of(stuck), dispatching.tooOld(now));
        assertTrue(stuck.replica().ejected());
        assertFalse(dispatching.failed(stuck, Failure.UNREACHABLE, now));
        assertFalse(next().replica() == stuck.replica());
    }

    @Test
    void oneThatJoinsStartsSlowly() {
        start(DEFAULTS, "a");
        dispatching.replicas(Map.of("a", false, "b", false));
        dispatching.alive(replica("b"), 80, 0.05, now); // eight slots
        for (int i = 0; i < 12; i++) {
            submit("r");
        }
        List<Assignment<String>> sent = new ArrayList<>();
        drainInto(sent);
        assertEquals(1, replica("b").inFlight());
        Assignment<String> first = sent.stream()
                .filter(assignment -> assignment.replica().name().equals("b"))
                .findFirst()
                .orElseThrow();
        now += SERVICE;
        dispatching.succeeded(first, now);
        drainInto(sent);
        assertEquals(2, replica("b").inFlight());
        assertEquals(8, replica("b").slots());
    }

    private void drainInto(List<Assignment<String>> sent) {
        for (Optional<Assignment<String>> next = dispatching.next(now);
                next.isPresent();
                next = dispatching.next(now)) {
            sent.add(next.get());
        }
    }

    @Test
    void oneThatIsGoingAwayGetsNothingNewAndFinishesWhatItHas() {
        start(DEFAULTS, "a", "b");
        submit("one");
        Assignment<String> one = next();
        String leaving = one.replica().name();
        dispatching.replicas(Map.of("a", "a".equals(leaving), "b", "b".equals(leaving)));
        for (int i = 0; i < 6; i++) {
            submit("r");
        }
        List<Assignment<String>> sent = new ArrayList<>();
        drainInto(sent);
        assertTrue(sent.stream().noneMatch(assignment -> assignment.replica() == one.replica()));
        assertTrue(dispatching.succeeded(one, now));
        dispatching.replicas(Map.of(sent.get(0).replica().name(), false));
        assertEquals(1, dispatching.replicas().size());
    }

    @Test
    void oneThatWentIsStillAnswered() {
        start(DEFAULTS, "a", "b");
        submit("one");
        Assignment<String> one = next();
        dispatching.replicas(Map.of());
        assertTrue(dispatching.succeeded(one, now));
    }

    @Test
    void whoHangsUpLeavesTheQueueAndTheReplica() {
        start(DEFAULTS, "a");
        Request<String> served = submit("served");
        submit("second");
        Request<String> waiting = submit("waiting");
        boolean[] cancelled = {false};
        Assignment<String> first = next();
        first.onCancel(() -> cancelled[0] = true);
        next();
        dispatching.abandon(waiting);
        assertEquals(0, dispatching.waiting());
        dispatching.abandon(served);
        assertTrue(cancelled[0]);
        assertEquals(1, replica("a").inFlight());
        assertFalse(dispatching.succeeded(first, now));
        assertEquals(1, replica("a").inFlight());
    }

    @Test
    void aHedgeIsSentForASlowOneAndTheLoserIsCalledOff() {
        start(new DispatchSettings(256, SECOND, 500 * MILLI, true), "a", "b");
        for (int i = 0; i < 100; i++) {
            submit("r");
            Assignment<String> assignment = next();
            now += SERVICE;
            dispatching.succeeded(assignment, now);
        }
        submit("slow");
        Assignment<String> slow = next();
        boolean[] cancelled = {false};
        slow.onCancel(() -> cancelled[0] = true);
        now += SERVICE / 2;
        assertEquals(List.of(), dispatching.hedges(now));
        now += SERVICE;
        List<Assignment<String>> hedges = dispatching.hedges(now);
        assertEquals(1, hedges.size());
        assertFalse(hedges.get(0).replica() == slow.replica());
        assertEquals(List.of(), dispatching.hedges(now), "one is enough");
        assertTrue(dispatching.succeeded(hedges.get(0), now));
        assertTrue(cancelled[0]);
        assertFalse(dispatching.succeeded(slow, now));
        assertEquals(0, replica("a").inFlight() + replica("b").inFlight());
    }

    @Test
    void slotsFollowWhatAReplicaReports() {
        start(DEFAULTS, "a");
        assertEquals(2, replica("a").slots());
        dispatching.alive(replica("a"), 100, 0.04, now); // four at a time keep it busy
        assertEquals(8, replica("a").slots());
        dispatching.alive(replica("a"), 0, 0, now);
        assertEquals(2, replica("a").slots());
    }
}
