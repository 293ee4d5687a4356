package org.elasticml.core.balance;

import java.util.List;

/**
 * The one that would start on the request soonest: in flight × smoothed service time. One that is not measured yet counts
 * with the mean of those that are. Among equals, as when several are idle, each in turn.
 */
final class LeastExpectedWait implements BalancingPolicy {
    private final Least least = new Least();

    @Override
    public Replica pick(List<Replica> free, long key, long nowNanos) {
        double mean = free.stream()
                .filter(Replica::isMeasured)
                .mapToDouble(Replica::serviceSeconds)
                .average()
                .orElse(1);
        return least.pick(
                free, replica -> replica.inFlight() * (replica.isMeasured() ? replica.serviceSeconds() : mean));
    }
}
