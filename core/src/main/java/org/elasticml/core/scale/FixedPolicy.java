package org.elasticml.core.scale;

/** Always the same number of replicas. */
public final class FixedPolicy extends SightedPolicy {
    private final int replicas;

    public FixedPolicy(int replicas, ReplicaLimits limits) {
        this.replicas = limits.within(replicas);
    }

    @Override
    Decision decide(Observation now) {
        return scaleTo(replicas, now, replicas + (replicas == 1 ? " replica" : " replicas") + ", whatever comes");
    }

    @Override
    void forget() {}
}
