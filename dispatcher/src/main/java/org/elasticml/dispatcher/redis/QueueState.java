package org.elasticml.dispatcher.redis;

import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.elasticml.core.queue.Priority;

/**
 * The shared queue as it was last seen.
 *
 * @param waiting requests that wait and that nobody works on, each priority
 * @param background the same of background requests
 * @param backgroundUnanswered background requests, those that are worked on too
 * @param dispatchers ids of those that live, sorted
 * @param index our own place among them, from 0; -1 while we are not among them
 */
public record QueueState(
        Map<Priority, Long> waiting,
        Map<Priority, Long> background,
        long backgroundUnanswered,
        List<String> dispatchers,
        int index) {

    static final QueueState UNSEEN =
            new QueueState(counts(List.of(0L, 0L, 0L)), counts(List.of(0L, 0L, 0L)), 0, List.of(), -1);

    /** @param counts what common.lua's {@code counts} returns */
    QueueState withCounts(List<Long> counts) {
        return new QueueState(
                counts(counts.subList(0, 3)), counts(counts.subList(3, 6)), counts.get(6), dispatchers, index);
    }

    QueueState withDispatchers(List<String> ids, String own) {
        List<String> sorted = ids.stream().sorted().toList();
        return new QueueState(waiting, background, backgroundUnanswered, sorted, sorted.indexOf(own));
    }

    /** Whether there is something to take. */
    public boolean hasWork() {
        return waiting.values().stream().anyMatch(count -> count > 0)
                || background.values().stream().anyMatch(count -> count > 0);
    }

    private static Map<Priority, Long> counts(List<Long> byPriority) {
        Map<Priority, Long> counts = new EnumMap<>(Priority.class);
        for (Priority priority : Priority.values()) {
            counts.put(priority, byPriority.get(priority.ordinal()));
        }
        return Collections.unmodifiableMap(counts);
    }
}
