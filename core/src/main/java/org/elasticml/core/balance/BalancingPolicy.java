package org.elasticml.core.balance;

import java.util.List;

/** Picks one of the replicas that have a free slot. May remember what it picked; called by one thread at a time. */
@FunctionalInterface
public interface BalancingPolicy {
    /**
     * @param free replicas with a free slot, at least one, always in the same order (by name); all of them have
     *     {@linkplain #joined joined}. A view that costs O(log n) a look: one that is to be fast with thousands of replicas
     *     keeps an index by {@link #changed} instead of looking at each
     * @param key what the request is routed by, hashed to 64 well-mixed bits; any number if not {@link #usesKey}
     * @return one of them
     */
    Replica pick(List<Replica> free, long key, long nowNanos);

    /** Whether requests with equal keys are to meet; if not, nobody need compute one. */
    default boolean usesKey() {
        return false;
    }

    /**
     * A replica answered a request as it should.
     *
     * @param seconds from sending to the answer
     */
    default void answered(Replica replica, double seconds, long nowNanos) {}

    /**
     * From now on these are those that may be given something, by name. None counts as free before {@link #changed} says
     * so.
     */
    default void usable(List<Replica> byName) {}

    /**
     * What is known of a usable replica may have changed: its requests in flight, its times.
     *
     * @param free whether it may be picked
     */
    default void changed(Replica replica, boolean free) {}

    /** A replica came; before it is ever among the free ones. */
    default void joined(Replica replica) {}

    /** A replica went for good. What it still answers is of no use. */
    default void left(Replica replica) {}
}
