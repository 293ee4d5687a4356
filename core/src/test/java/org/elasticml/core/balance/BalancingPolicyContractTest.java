package org.elasticml.core.balance;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What holds for every policy, whatever its name. */
class BalancingPolicyContractTest {
    private final SplittableRandom keys = new SplittableRandom(7);

    static Stream<String> names() {
        return BalancingPolicies.names().stream();
    }

    private static ReplicaPool pool(String policy, int slots) {
        return Pools.of(List.of("c", "a", "b"), slots, BalancingPolicies.named(policy, new SplittableRandom(1)));
    }

    /** Each with another key. */
    private Optional<Replica> acquire(ReplicaPool pool, Set<String> tried) {
        return pool.acquire(tried, keys.nextLong(), 0);
    }

    @ParameterizedTest
    @MethodSource("names")
    void sharesEvenlyWhenAllAnswerAlike(String policy) {
        ReplicaPool pool = pool(policy, 2);
        Map<String, Integer> served = new HashMap<>();
        for (int i = 0; i < 30_000; i++) {
            Replica replica = acquire(pool, Set.of()).orElseThrow();
            served.merge(replica.name(), 1, Integer::sum);
            pool.answered(replica, 0.03, 0);
        }
        served.forEach((name, count) -> assertEquals(10_000, count, 1_500, name));
        assertEquals(3, served.size());
    }

    @ParameterizedTest
    @MethodSource("names")
    void makesTheSameChoicesAgainFromTheSameSeed(String policy) {
        List<List<String>> runs = new ArrayList<>();
        for (int run = 0; run < 2; run++) {
            ReplicaPool pool = pool(policy, 50);
            SplittableRandom sameKeys = new SplittableRandom(3);
            runs.add(IntStream.range(0, 100)
                    .mapToObj(i -> pool.acquire(Set.of(), sameKeys.nextLong(), i)
                            .orElseThrow()
                            .name())
                    .toList());
        }
        assertEquals(runs.get(0), runs.get(1));
    }

    @ParameterizedTest
    @MethodSource("names")
    void neverGivesMoreThanTheSlots(String policy) {
        ReplicaPool pool = pool(policy, 2);
        List<Replica> taken = new ArrayList<>();
        for (int i = 0; i < 6; i++) {
            taken.add(acquire(pool, Set.of()).orElseThrow());
        }
        assertTrue(acquire(pool, Set.of()).isEmpty());
        assertTrue(pool.replicas().stream().allMatch(replica -> replica.inFlight() == 2));
        pool.release(taken.get(3));
        assertEquals(taken.get(3), acquire(pool, Set.of()).orElseThrow());
    }

    @ParameterizedTest
    @MethodSource("names")
    void leavesAnEjectedOneAloneUntilItIsReadmitted(String policy) {
        ReplicaPool pool = pool(policy, 100);
        Replica ejected = pool.replicas().get(1);
        pool.eject(ejected, 0);
        for (int i = 0; i < 20; i++) {
            assertFalse(acquire(pool, Set.of()).orElseThrow() == ejected);
        }
        pool.readmit(ejected, 1_000_000_000L);
        assertTrue(Stream.generate(() -> acquire(pool, Set.of()).orElseThrow())
                .limit(20)
                .anyMatch(replica -> replica == ejected));
    }

    @ParameterizedTest
    @MethodSource("names")
    void triesAllWhenAllAreEjected(String policy) {
        ReplicaPool pool = pool(policy, 1);
        pool.replicas().forEach(replica -> pool.eject(replica, 0));
        assertTrue(acquire(pool, Set.of()).isPresent());
    }

    @ParameterizedTest
    @MethodSource("names")
    void aSecondTryGoesElsewhereIfThereIsAnElsewhere(String policy) {
        ReplicaPool pool = pool(policy, 1);
        assertEquals("b", acquire(pool, Set.of("a", "c")).orElseThrow().name());
        assertTrue(acquire(pool, Set.of("a", "c")).isEmpty(), "waits for the other, though tried ones are free");
        assertTrue(acquire(pool, Set.of("a", "b", "c")).isPresent(), "with no other left, a tried one is better");
    }

    @Test
    void leastInFlightPrefersTheIdle() {
        ReplicaPool pool = pool("least-in-flight", 9);
        Replica busy = acquire(pool, Set.of()).orElseThrow();
        for (int i = 0; i < 4; i++) {
            Replica next = acquire(pool, Set.of()).orElseThrow();
            assertFalse(next == busy);
            pool.release(next);
        }
    }

    @Test
    void roundRobinGoesOnWhereItWas() {
        ReplicaPool pool = pool("round-robin", 1);
        Replica a = acquire(pool, Set.of()).orElseThrow();
        Replica b = acquire(pool, Set.of()).orElseThrow();
        pool.release(a);
        assertEquals("c", acquire(pool, Set.of()).orElseThrow().name());
        pool.release(b);
        assertEquals("a", acquire(pool, Set.of()).orElseThrow().name());
    }

    @Test
    void saysWhichPoliciesThereAre() {
        IllegalArgumentException e = assertThrows(
                IllegalArgumentException.class, () -> BalancingPolicies.named("fastest", new SplittableRandom(1)));
        assertEquals(
                "'fastest' is not a balancing policy; there are consistent-hash, least-expected-wait, "
                        + "least-in-flight, p2c-ewma, round-robin",
                e.getMessage());
    }

    @Test
    void aSlotIsReleasedOnce() {
        ReplicaPool pool = pool("round-robin", 1);
        Replica replica = acquire(pool, Set.of()).orElseThrow();
        pool.release(replica);
        assertThrows(IllegalStateException.class, () -> pool.release(replica));
    }

    @Test
    void negativeSlotsAreRefused() {
        BalancingPolicy policy = BalancingPolicies.named("round-robin", new SplittableRandom(1));
        assertThrows(IllegalArgumentException.class, () -> new ReplicaPool(policy, -1));
    }
}
