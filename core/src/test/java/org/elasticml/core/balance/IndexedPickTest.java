package org.elasticml.core.balance;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.function.ToDoubleFunction;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the pool and its policies keep up to date, against what looking at every replica gives. */
class IndexedPickTest {
    private static final int STEPS = 60_000;

    private final SplittableRandom random = new SplittableRandom(11);
    private final List<Replica> taken = new ArrayList<>();
    private String last = "";
    private long now;

    /** The replicas that a request may be bound to, as the pool's contract says. */
    private static List<Replica> free(ReplicaPool pool, Set<String> tried) {
        List<Replica> untried = pool.usable().stream()
                .filter(replica -> !tried.contains(replica.name()))
                .toList();
        return (untried.isEmpty() ? pool.usable() : untried)
                .stream().filter(Replica::hasFreeSlot).toList();
    }

    private Replica plainPick(String policy, List<Replica> free) {
        double mean = free.stream()
                .filter(Replica::isMeasured)
                .mapToDouble(Replica::serviceSeconds)
                .average()
                .orElse(1);
        ToDoubleFunction<Replica> cost =
                switch (policy) {
                    case "round-robin" -> replica -> 0;
                    case "least-in-flight" -> Replica::inFlight;
                    default -> replica -> replica.inFlight() * (replica.isMeasured() ? replica.serviceSeconds() : mean);
                };
        double least = free.stream().mapToDouble(cost).min().orElseThrow();
        List<Replica> equals = free.stream()
                .filter(replica -> cost.applyAsDouble(replica) == least)
                .toList();
        Replica picked = equals.stream()
                .filter(replica -> replica.name().compareTo(last) > 0)
                .findFirst()
                .orElse(equals.get(0));
        last = picked.name();
        return picked;
    }

    @ParameterizedTest
    @ValueSource(strings = {"round-robin", "least-in-flight", "least-expected-wait"})
    void picksAsOneThatLooksAtAll(String policy) {
        ReplicaPool pool = new ReplicaPool(BalancingPolicies.named(policy, new SplittableRandom(1)), 0);
        int picks = 0;
        for (int step = 0; step < STEPS; step++) {
            somethingHappens(pool, step);
            Set<String> tried = tried(pool);
            List<Replica> free = free(pool, tried);
            Optional<Replica> expected = free.isEmpty() ? Optional.empty() : Optional.of(plainPick(policy, free));
            Optional<Replica> picked = pool.acquire(tried, 0, now);
            assertEquals(expected.map(Replica::name), picked.map(Replica::name), "step " + step);
            picked.ifPresent(taken::add);
            picks += picked.isPresent() ? 1 : 0;
            assertNumbers(pool);
        }
        assertTrue(picks > STEPS / 2 && picks < STEPS, "some found one, some found none: " + picks);
    }

    /** What p2c draws from and consistent-hash looks through. */
    @Test
    void theFreeOnesAreInTheOrderOfTheirNames() {
        List<Set<String>> tried = new ArrayList<>(List.of(Set.of()));
        ReplicaPool[] pool = new ReplicaPool[1];
        pool[0] = new ReplicaPool(
                (free, key, at) -> {
                    assertEquals(free(pool[0], tried.get(0)), free);
                    return free.get(random.nextInt(free.size()));
                },
                0);
        for (int step = 0; step < STEPS; step++) {
            somethingHappens(pool[0], step);
            tried.set(0, tried(pool[0]));
            pool[0].acquire(tried.get(0), 0, now).ifPresent(taken::add);
        }
    }

    private void somethingHappens(ReplicaPool pool, int step) {
        now += random.nextInt(20_000_000);
        if (step % 500 == 0) {
            change(pool);
        }
        while (!taken.isEmpty() && random.nextInt(100) < 49) {
            Replica replica = taken.remove(random.nextInt(taken.size()));
            if (random.nextInt(10) > 0) {
                pool.answered(replica, random.nextDouble(), now);
            } else {
                pool.release(replica);
            }
        }
        Replica any = pool.replicas().get(random.nextInt(pool.replicas().size()));
        switch (random.nextInt(60)) {
            case 0 -> pool.eject(any, now);
            case 1 -> pool.ejectSuspect(any, now);
            case 2 -> pool.replicas().forEach(replica -> pool.readmit(replica, now));
            case 3 -> pool.reported(any, random.nextInt(40), random.nextDouble() / 3);
            default -> {}
        }
    }

    /** From 1 to 40 of 60 names, some of them going away. */
    private void change(ReplicaPool pool) {
        Map<String, Boolean> set = new TreeMap<>();
        int count = 1 + random.nextInt(40);
        while (set.size() < count) {
            set.put("replica-" + random.nextInt(60), random.nextInt(8) == 0);
        }
        pool.set(set);
    }

    private Set<String> tried(ReplicaPool pool) {
        Set<String> tried = new HashSet<>();
        while (random.nextInt(4) == 0) {
            tried.add(
                    pool.replicas().get(random.nextInt(pool.replicas().size())).name());
        }
        return tried;
    }

    private static void assertNumbers(ReplicaPool pool) {
        List<Replica> usable = pool.usable();
        double mean = mean(usable.stream().map(Replica::perSecond).filter(rate -> rate > 0));
        assertEquals(mean * usable.size(), pool.perSecond(), 1e-9);
        assertEquals(
                mean(usable.stream().map(Replica::secondsWhenFull).filter(seconds -> seconds > 0)),
                pool.secondsWhenFull(),
                1e-9);
        assertEquals(
                mean(usable.stream().filter(Replica::isMeasured).map(Replica::smoothedSeconds)),
                pool.smoothedSeconds(),
                1e-9);
        assertEquals(usable.stream().anyMatch(Replica::hasFreeSlot), pool.hasFreeSlot());
    }

    private static double mean(Stream<Double> numbers) {
        return numbers.mapToDouble(number -> number).average().orElse(0);
    }
}
