package org.elasticml.core.balance;

import java.util.List;

/** Picks one of the replicas that have a free slot. May remember what it picked; called by one thread at a time. */
public interface BalancingPolicy {
    /**
     * @param free replicas with a free slot, at least one, always in the same order
     * @param key what the request is routed by, already hashed
     * @return one of them
     */
    Replica pick(List<Replica> free, long key, long nowNanos);

    /** A replica answered after so long. */
    default void answered(Replica replica, double seconds, long nowNanos) {}

    /** A replica came. */
    default void joined(Replica replica) {}

    /** A replica went for good. */
    default void left(Replica replica) {}

    /** Whether the key matters; it costs something to make. */
    default boolean usesKey() {
        return false;
    }
}
