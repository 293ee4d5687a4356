package org.elasticml.core.balance;

import java.util.Comparator;
import java.util.List;

/**
 * Each in turn, in the order of their names. It remembers the name it gave last and not an index, so that the round
 * goes on where it was when replicas come, go or have no free slot.
 */
final class RoundRobin implements BalancingPolicy {
    private static final Comparator<Replica> BY_NAME = Comparator.comparing(Replica::name);

    private String last = "";

    @Override
    public Replica pick(List<Replica> free, long key, long nowNanos) {
        Replica next = free.stream()
                .filter(replica -> replica.name().compareTo(last) > 0)
                .min(BY_NAME)
                .orElseGet(() -> free.stream().min(BY_NAME).orElseThrow());
        last = next.name();
        return next;
    }
}
