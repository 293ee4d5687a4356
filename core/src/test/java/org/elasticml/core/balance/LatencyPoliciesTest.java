package org.elasticml.core.balance;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.Set;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the policies that measure make of replicas of different speed, in virtual time. */
class LatencyPoliciesTest {
    private static final long MILLI = 1_000_000;

    private record End(long atNanos, Replica replica, long sentNanos) {}

    /**
     * A closed system: as many clients as given, each with one request at a time, no pause between. A replica serves one
     * after the other; "a" takes 30 ms, "b" 10 ms, "c" 10 ms.
     *
     * @return how many of 20,000 requests each was given
     */
    private static Map<String, Integer> served(String policy, int clients) {
        ReplicaPool pool =
                Pools.of(List.of("a", "b", "c"), 100, BalancingPolicies.named(policy, new SplittableRandom(1)));
        Map<Replica, Long> freeNanos = new HashMap<>();
        Map<String, Integer> served = new HashMap<>();
        PriorityQueue<End> ends = new PriorityQueue<>(Comparator.comparingLong(End::atNanos));
        long now = 0;
        for (int request = 0; request < 20_000; request++) {
            if (request >= clients) {
                End end = ends.remove();
                now = end.atNanos();
                pool.answered(end.replica(), (now - end.sentNanos()) / 1e9, now);
            }
            Replica replica = pool.acquire(Set.of(), 0, now).orElseThrow();
            long service = (replica.name().equals("a") ? 30 : 10) * MILLI;
            long end = Math.max(now, freeNanos.getOrDefault(replica, 0L)) + service;
            freeNanos.put(replica, end);
            ends.add(new End(end, replica, now));
            served.merge(replica.name(), 1, Integer::sum);
        }
        return served;
    }

    /** Its share of the capacity is 1 of 7: a third of what each of the others is given. */
    @ParameterizedTest
    @ValueSource(strings = {"least-expected-wait", "p2c-ewma"})
    void aReplicaThreeTimesSlowerIsGivenAThirdOrLess(String policy) {
        Map<String, Integer> served = served(policy, 9);
        double share = (double) served.get("a") / served.get("b");
        assertTrue(share > 0.05 && share < 0.37, policy + ": " + served);
        assertEquals(1, (double) served.get("b") / served.get("c"), 0.05);
    }

    /** What they are measured against: this one does not look. */
    @Test
    void roundRobinGivesASlowOneAsMuch() {
        assertEquals(1, (double) served("round-robin", 9).get("a") / 6_667, 0.01);
    }

    @Test
    void expectedWaitIsInFlightTimesServiceTime() {
        ReplicaPool pool = pool("least-expected-wait");
        Replica a = pool.replicas().get(0);
        Replica b = pool.replicas().get(1);
        answer(pool, a, 0.030, 0);
        answer(pool, b, 0.010, 0);
        take(a, 1);
        take(b, 2);
        assertEquals(b, pick(pool, 0), "2 · 10 ms < 1 · 30 ms");
        take(b, 1);
        assertEquals(a, pick(pool, 0), "1 · 30 ms < 4 · 10 ms");
    }

    @Test
    void whoIsNotMeasuredCountsWithTheMean() {
        ReplicaPool pool = Pools.of(
                List.of("a", "b", "c"), 100, BalancingPolicies.named("least-expected-wait", new SplittableRandom(1)));
        Replica a = pool.replicas().get(0);
        Replica b = pool.replicas().get(1);
        Replica c = pool.replicas().get(2);
        answer(pool, a, 0.040, 0);
        answer(pool, b, 0.010, 0);
        take(a, 1);
        take(b, 3);
        take(c, 1);
        assertEquals(c, pick(pool, 0), "25 ms, before 30 and 40");
        assertEquals(b, pick(pool, 0), "30 ms, before 40 and 50");
    }

    /** Two at a time, 30 ms each, one behind the other: the service time is 30 ms, not the 60 that the second took. */
    @Test
    void waitingBehindAnotherIsNoServiceTime() {
        Replica replica = new Replica("a", 2, false);
        replica.answered(0.030, 30 * MILLI);
        replica.answered(0.060, 60 * MILLI);
        assertEquals(0.030, replica.serviceSeconds(), 1e-9);
    }

    @Test
    void aPeakCountsAtOnceAndFadesSlowly() {
        ReplicaPool pool = pool("p2c-ewma");
        Replica a = pool.replicas().get(0);
        Replica b = pool.replicas().get(1);
        for (int i = 0; i < 100; i++) {
            answer(pool, a, 0.010, i * 10 * MILLI);
            answer(pool, b, 0.020, i * 10 * MILLI);
        }
        long second = 1_000 * MILLI;
        assertEquals(a, peek(pool, second));
        answer(pool, a, 0.200, second);
        assertEquals(b, peek(pool, second), "one slow answer of a hundred");
        answer(pool, a, 0.010, second + 10 * MILLI);
        assertEquals(b, peek(pool, second + 10 * MILLI), "one fast answer makes up for nothing");
        take(b, 8);
        assertEquals(b, peek(pool, second), "20 ms · 9 < 200 ms · 1");
        take(b, 3);
        assertEquals(a, peek(pool, second + 10 * MILLI), "20 ms · 12 > 200 ms · 1");
        // Unanswered, 200 ms are less than 20 ms · 12 at once, and 20 ms · 1 after 10 s · ln 10 = 23.03 s.
        take(b, -11);
        for (long at = 2; at <= 23; at++) {
            answer(pool, b, 0.020, at * second);
            assertEquals(b, peek(pool, at * second));
        }
        answer(pool, b, 0.020, 25 * second);
        assertEquals(a, peek(pool, 25 * second), "it is given another chance");
    }

    @Test
    void aNewOneIsTriedWithOneRequest() {
        ReplicaPool pool = pool("p2c-ewma");
        Replica a = pool.replicas().get(0);
        Replica b = pool.replicas().get(1);
        answer(pool, a, 0.010, 0);
        take(a, 50);
        assertEquals(b, pick(pool, 0));
        assertEquals(a, pick(pool, 0), "until the first is answered");
        pool.answered(b, 0.010, 10 * MILLI);
        assertEquals(b, pick(pool, 10 * MILLI));
        assertEquals(b, pick(pool, 10 * MILLI));
    }

    private static ReplicaPool pool(String policy) {
        return Pools.of(List.of("a", "b"), 100, BalancingPolicies.named(policy, new SplittableRandom(1)));
    }

    private static void answer(ReplicaPool pool, Replica replica, double seconds, long nowNanos) {
        replica.take(0);
        pool.answered(replica, seconds, nowNanos);
    }

    private static void take(Replica replica, int requests) {
        for (int i = 0; i < Math.abs(requests); i++) {
            if (requests > 0) {
                replica.take(0);
            } else {
                replica.release();
            }
        }
    }

    private static Replica pick(ReplicaPool pool, long nowNanos) {
        return pool.acquire(Set.of(), 0, nowNanos).orElseThrow();
    }

    private static Replica peek(ReplicaPool pool, long nowNanos) {
        Replica picked = pick(pool, nowNanos);
        pool.release(picked);
        return picked;
    }
}
