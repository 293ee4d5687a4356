package org.elasticml.core.balance;

import java.util.List;

/** The one with the fewest requests in flight; among equals, each in turn. */
final class LeastInFlight implements BalancingPolicy {
    private final RoundRobin amongEquals = new RoundRobin();

    @Override
    public Replica pick(List<Replica> free, long key, long nowNanos) {
        int fewest = free.stream().mapToInt(Replica::inFlight).min().orElseThrow();
        return amongEquals.pick(
                free.stream().filter(replica -> replica.inFlight() == fewest).toList(), key, nowNanos);
    }
}
