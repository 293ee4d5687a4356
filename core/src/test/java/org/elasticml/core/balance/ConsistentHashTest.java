package org.elasticml.core.balance;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeSet;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ConsistentHashTest {
    private static final int KEYS = 100_000;

    private final ConsistentHash policy = new ConsistentHash();

    private static List<Replica> replicas(int n) {
        return IntStream.range(0, n)
                .mapToObj(i -> new Replica(String.format("10.0.0.%03d:8000", i), 1_000_000, false))
                .toList();
    }

    /** The owner of each of the same keys, of idle replicas. */
    private List<Replica> owners(List<Replica> replicas) {
        return new SplittableRandom(1)
                .longs(KEYS)
                .mapToObj(key -> policy.pick(replicas, key, 0))
                .toList();
    }

    /** 150 points make a replica's share 1/N ± 8 %; four times that is allowed. */
    @ParameterizedTest
    @ValueSource(ints = {3, 10, 50})
    void oneMoreOrLessMovesItsShareOfTheKeysAndNoneBetweenTheOthers(int n) {
        List<Replica> all = replicas(n);
        List<Replica> fewer = new ArrayList<>(all);
        Replica one = fewer.remove(n / 2);
        fewer.forEach(policy::joined);
        List<Replica> without = owners(fewer);

        policy.joined(one);
        List<Replica> with = owners(all);
        int moved = 0;
        for (int i = 0; i < KEYS; i++) {
            if (with.get(i) != without.get(i)) {
                assertEquals(one, with.get(i), "a key moved between two that were there before");
                moved++;
            }
        }
        assertEquals((double) KEYS / n, moved, 0.33 * KEYS / n);

        policy.left(one);
        assertEquals(without, owners(fewer), "who leaves gives back what it took, and nothing else moves");
    }

    @Test
    void oneThatIsFullMovesNoKeyButItsOwn() {
        List<Replica> all = replicas(10);
        all.forEach(policy::joined);
        List<Replica> before = owners(all);
        Replica full = all.get(4);
        List<Replica> after =
                owners(all.stream().filter(replica -> replica != full).toList());
        for (int i = 0; i < KEYS; i++) {
            assertTrue(before.get(i) == full || before.get(i) == after.get(i));
        }
    }

    /** All requests have one key: they fill its replica up to the bound, then the next one on the ring, and so on. */
    @Test
    void noneIsGivenMoreThanItsShareAndAQuarter() {
        List<Replica> all = replicas(10);
        all.forEach(policy::joined);
        for (int load = 1; load <= 1_000; load++) {
            Replica picked = policy.pick(all, 42, 0);
            picked.take(0);
            assertTrue(picked.inFlight() <= Math.ceil(1.25 * load / 10), load + ": " + picked.inFlight());
        }
        assertEquals(125, all.stream().mapToInt(Replica::inFlight).max().orElseThrow());
        assertTrue(
                all.stream().filter(replica -> replica.inFlight() == 125).count() >= 7,
                "a key stays with as few as the bound lets it");
    }

    /** ceil(1.25 · 100 / 2) = 63, not ceil(1.25 · 100 / 3) = 42. */
    @Test
    void anEjectedOneDoesNotCountInTheMean() {
        List<Replica> all = replicas(3);
        all.forEach(policy::joined);
        all.get(0).eject(0);
        List<Replica> alive = all.subList(1, 3);
        for (int load = 1; load <= 100; load++) {
            policy.pick(alive, 42, 0).take(0);
        }
        assertEquals(
                Set.of(63, 37), Set.of(alive.get(0).inFlight(), alive.get(1).inFlight()));
    }

    @Test
    void theNextOnTheRingIsAlwaysTheSame() {
        List<Replica> all = replicas(10);
        all.forEach(policy::joined);
        Replica owner = policy.pick(all, 42, 0);
        owner.take(0);
        owner.take(0);
        Set<String> seconds = new TreeSet<>();
        for (int i = 0; i < 10; i++) {
            seconds.add(policy.pick(all, 42, i).name());
        }
        assertEquals(1, seconds.size());
        assertTrue(!seconds.contains(owner.name()));
    }
}
