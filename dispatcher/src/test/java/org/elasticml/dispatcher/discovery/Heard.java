package org.elasticml.dispatcher.discovery;

import static org.junit.jupiter.api.Assertions.assertEquals;

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

    private Map<String, Boolean> next() throws InterruptedException {
        Set<Found> found = sets.poll(60, TimeUnit.SECONDS);
        return found == null
                ? null
                : found.stream().collect(Collectors.toMap(one -> one.address().name(), Found::draining));
    }
}
