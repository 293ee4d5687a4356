package org.elasticml.core.balance;

import java.util.List;

/**
 * Each in turn, in the order of their names. It remembers the name it gave last and not an index, so that the round
 * goes on where it was when replicas come, go or have no free slot.
 */
final class RoundRobin implements BalancingPolicy {
    private String last = "";

    @Override
    public Replica pick(List<Replica> free, long key, long nowNanos) {
        return pick(free);
    }

    /**
     * @param free at least one, by name
     */
    Replica pick(List<Replica> free) {
        Replica next = free.stream()
                .filter(replica -> replica.name().compareTo(last) > 0)
                .findFirst()
                .orElse(free.get(0));
        last = next.name();
        return next;
    }
}
