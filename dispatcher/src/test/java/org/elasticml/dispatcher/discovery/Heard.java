package org.elasticml.dispatcher.discovery;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.elasticml.dispatcher.discovery.ReplicaSource.Found;

/** Waits for what a source says, in turn. */
final class Heard implements Consumer<Set<Found>> {
    private final BlockingQueue<Set<Found>> sets = new LinkedBlockingQueue<>();

    @Override
    public void accept(Set<Found> found) {
        sets.add(found);
    }

    /** The next set must be this: replicas' names, and whether they drain. */
    void next(Map<String, Boolean> expected) throws InterruptedException {
        assertEquals(expected, next());
    }

    /** Some set must be this. */
    void until(Map<String, Boolean> expected) throws InterruptedException {
        Map<String, Boolean> found = next();
        while (found != null && !found.equals(expected)) {
            found = next();
        }
        assertEquals(expected, found);
    }

    /** The source must come to have told its first list, and nothing that was not heard yet. */
    void listed(ReplicaSource source) {
        long giveUp = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
        while (!source.hasListed() && System.nanoTime() - giveUp < 0) {
            Thread.onSpinWait();
        }
        assertTrue(source.hasListed());
        assertEquals(List.of(), List.copyOf(sets));
    }

    private Map<String, Boolean> next() throws InterruptedException {
        Set<Found> found = sets.poll(60, TimeUnit.SECONDS);
        return found == null
                ? null
                : found.stream().collect(Collectors.toMap(one -> one.address().name(), Found::draining));
    }
}
