package org.elasticml.core.balance;

import java.util.List;

/** The one with the fewest requests in flight; among equals, each in turn. */
final class LeastInFlight implements BalancingPolicy {
    private final Least least = new Least();

    @Override
    public Replica pick(List<Replica> free, long key, long nowNanos) {
        return least.pick(free, Replica::inFlight);
    }
}
