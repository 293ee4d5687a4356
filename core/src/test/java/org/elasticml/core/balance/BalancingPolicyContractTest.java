package org.elasticml.core.balance;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What holds for every policy, whatever its name. */
class BalancingPolicyContractTest {
    static Stream<String> names() {
        return BalancingPolicies.names().stream();
    }

    private static ReplicaPool pool(String policy, int slots) {
        return new ReplicaPool(List.of("c", "a", "b"), slots, BalancingPolicies.named(policy));
    }

    @ParameterizedTest
    @MethodSource("names")
    void sharesEvenlyWhenAllAnswerAlike(String policy) {
        ReplicaPool pool = pool(policy, 2);
        Map<String, Integer> served = new HashMap<>();
        for (int i = 0; i < 300; i++) {
            Replica replica = pool.acquire(Set.of()).orElseThrow();
            served.merge(replica.name(), 1, Integer::sum);
            pool.release(replica);
        }
        assertEquals(Map.of("a", 100, "b", 100, "c", 100), served);
    }

    @ParameterizedTest
    @MethodSource("names")
    void neverGivesMoreThanTheSlots(String policy) {
        ReplicaPool pool = pool(policy, 2);
        List<Replica> taken = new ArrayList<>();
        for (int i = 0; i < 6; i++) {
            taken.add(pool.acquire(Set.of()).orElseThrow());
        }
        assertTrue(pool.acquire(Set.of()).isEmpty());
        assertTrue(pool.replicas().stream().allMatch(replica -> replica.inFlight() == 2));
        pool.release(taken.get(3));
        assertEquals(taken.get(3), pool.acquire(Set.of()).orElseThrow());
    }

    @ParameterizedTest
    @MethodSource("names")
    void leavesAnEjectedOneAloneUntilItIsReadmitted(String policy) {
        ReplicaPool pool = pool(policy, 100);
        Replica ejected = pool.replicas().get(1);
        pool.eject(ejected);
        for (int i = 0; i < 20; i++) {
            assertFalse(pool.acquire(Set.of()).orElseThrow() == ejected);
        }
        pool.readmit(ejected);
        assertTrue(Stream.generate(() -> pool.acquire(Set.of()).orElseThrow())
                .limit(20)
                .anyMatch(replica -> replica == ejected));
    }

    @ParameterizedTest
    @MethodSource("names")
    void triesAllWhenAllAreEjected(String policy) {
        ReplicaPool pool = pool(policy, 1);
        pool.replicas().forEach(pool::eject);
        assertTrue(pool.acquire(Set.of()).isPresent());
    }

    @ParameterizedTest
    @MethodSource("names")
    void aSecondTryGoesElsewhereIfThereIsAnElsewhere(String policy) {
        ReplicaPool pool = pool(policy, 1);
        assertEquals("b", pool.acquire(Set.of("a", "c")).orElseThrow().name());
        assertTrue(pool.acquire(Set.of("a", "c")).isEmpty(), "waits for the other, though tried ones are free");
        assertTrue(pool.acquire(Set.of("a", "b", "c")).isPresent(), "with no other left, a tried one is better");
    }

    @Test
    void leastInFlightPrefersTheIdle() {
        ReplicaPool pool = pool("least-in-flight", 9);
        Replica busy = pool.acquire(Set.of()).orElseThrow();
        for (int i = 0; i < 4; i++) {
            Replica next = pool.acquire(Set.of()).orElseThrow();
            assertFalse(next == busy);
            pool.release(next);
        }
    }

    @Test
    void roundRobinGoesOnWhereItWas() {
        ReplicaPool pool = pool("round-robin", 1);
        Replica a = pool.acquire(Set.of()).orElseThrow();
        Replica b = pool.acquire(Set.of()).orElseThrow();
        pool.release(a);
        assertEquals("c", pool.acquire(Set.of()).orElseThrow().name());
        pool.release(b);
        assertEquals("a", pool.acquire(Set.of()).orElseThrow().name());
    }

    @Test
    void saysWhichPoliciesThereAre() {
        IllegalArgumentException e =
                assertThrows(IllegalArgumentException.class, () -> BalancingPolicies.named("fastest"));
        assertEquals("'fastest' is not a balancing policy; there are least-in-flight, round-robin", e.getMessage());
    }

    @Test
    void aSlotIsReleasedOnce() {
        ReplicaPool pool = pool("round-robin", 1);
        Replica replica = pool.acquire(Set.of()).orElseThrow();
        pool.release(replica);
        assertThrows(IllegalStateException.class, () -> pool.release(replica));
    }

    @Test
    void refusesNoReplicaTwinsAndNoSlots() {
        BalancingPolicy policy = BalancingPolicies.named("round-robin");
        assertThrows(IllegalArgumentException.class, () -> new ReplicaPool(List.of(), 1, policy));
        assertThrows(IllegalArgumentException.class, () -> new ReplicaPool(List.of("a", "a"), 1, policy));
        assertThrows(IllegalArgumentException.class, () -> new ReplicaPool(List.of("a"), 0, policy));
    }
}
