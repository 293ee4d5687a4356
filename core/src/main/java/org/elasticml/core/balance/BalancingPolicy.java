package org.elasticml.core.balance;

import java.util.List;

/** Picks one of the replicas that have a free slot. May remember what it picked; called by one thread at a time. */
@FunctionalInterface
public interface BalancingPolicy {
    /**
     * @param free replicas with a free slot, at least one, always in the same order
     * @return one of them
     */
    Replica pick(List<Replica> free);
}
