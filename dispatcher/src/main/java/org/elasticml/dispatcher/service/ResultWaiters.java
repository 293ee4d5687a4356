package org.elasticml.dispatcher.service;

import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;

/** Who waits for the results of which requests. Thread-safe; nobody is told while its lock is held. */
final class ResultWaiters {
    private final Map<String, Set<Consumer<ResultState>>> byId = new HashMap<>();

    synchronized void add(String id, Consumer<ResultState> waiter) {
        byId.computeIfAbsent(id, none -> new LinkedHashSet<>()).add(waiter);
    }

    synchronized void leave(String id, Consumer<ResultState> waiter) {
        byId.computeIfPresent(id, (same, waiters) -> {
            waiters.remove(waiter);
            return waiters.isEmpty() ? null : waiters;
        });
    }

    synchronized boolean hasAny(String id) {
        return byId.containsKey(id);
    }

    synchronized Collection<String> ids() {
        return List.copyOf(byId.keySet());
    }

    /** How many wait. */
    synchronized int size() {
        return byId.values().stream().mapToInt(Set::size).sum();
    }

    /** Tells those who wait for it, who then wait no longer. */
    void tell(String id, ResultState state) {
        Collection<Consumer<ResultState>> waiters;
        synchronized (this) {
            waiters = byId.remove(id);
        }
        if (waiters != null) {
            waiters.forEach(waiter -> waiter.accept(state));
        }
    }
}
