package org.elasticml.core.scale;

/**
 * Decides how many replicas there should be. It remembers what it has seen; apart from that a decision depends on nothing
 * but what it is shown: no clock, no chance. Not thread-safe.
 */
public interface ScalingPolicy {
    /**
     * To be asked every second or two; a policy that decides less often holds in between.
     *
     * @param sight later than the one before
     */
    Decision decide(Sight sight);
}
