package org.elasticml.core.balance;

import java.util.List;

/**
 * The one that would start on the request soonest: in flight × smoothed service time. One that is not measured yet counts
 * with the mean of those that are. Among equals, as when several are idle, each in turn.
 */
final class LeastExpectedWait implements BalancingPolicy {
    private static final double NOT_THERE = Double.POSITIVE_INFINITY;

    private final InTurn amongEquals = new InTurn();
    private Tournament waits = new Tournament(0);
    /** Requests in flight of those that are not measured yet, since the mean changes with every answer. */
    private Tournament unmeasured = new Tournament(0);

    @Override
    public Replica pick(List<Replica> free, long key, long nowNanos) {
        double fewest = unmeasured.least();
        boolean meanMatters = fewest > 0 && fewest < NOT_THERE && waits.least() > 0;
        double wait = meanMatters ? fewest * meanSeconds(free) : fewest;
        double least = Math.min(waits.least(), wait);
        return wait > least
                ? amongEquals.pick(from -> waits.first(from, least))
                : amongEquals.pick(from -> Math.min(waits.first(from, least), unmeasured.first(from, fewest)));
    }

    private static double meanSeconds(List<Replica> free) {
        return free.stream()
                .filter(Replica::isMeasured)
                .mapToDouble(Replica::serviceSeconds)
                .average()
                .orElse(1);
    }

    @Override
    public void usable(List<Replica> byName) {
        amongEquals.usable(byName);
        waits = new Tournament(byName.size());
        unmeasured = new Tournament(byName.size());
    }

    @Override
    public void changed(Replica replica, boolean free) {
        boolean measured = replica.isMeasured();
        waits.set(replica.position, free && measured ? replica.inFlight() * replica.serviceSeconds() : NOT_THERE);
        unmeasured.set(replica.position, free && !measured ? replica.inFlight() : NOT_THERE);
    }
}
