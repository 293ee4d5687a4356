package org.elasticml.core.balance;

import java.util.List;
import java.util.function.ToDoubleFunction;

/** The replica with the least of something; among equals, each in turn. */
final class Least implements BalancingPolicy {
    private final ToDoubleFunction<Replica> cost;
    private final InTurn amongEquals = new InTurn();
    private Tournament costs = new Tournament(0);

    /**
     * @param cost depends on nothing but the replica's state
     */
    Least(ToDoubleFunction<Replica> cost) {
        this.cost = cost;
    }

    @Override
    public Replica pick(List<Replica> free, long key, long nowNanos) {
        double least = costs.least();
        return amongEquals.pick(from -> costs.first(from, least));
    }

    @Override
    public void usable(List<Replica> byName) {
        amongEquals.usable(byName);
        costs = new Tournament(byName.size());
    }

    @Override
    public void changed(Replica replica, boolean free) {
        costs.set(replica.position, free ? cost.applyAsDouble(replica) : Double.POSITIVE_INFINITY);
    }
}
