package org.elasticml.core.scale;

import java.util.Optional;

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

    /** What the last decision was made on; empty if there is none yet, or the policy expects nothing. */
    default Optional<Forecast> forecast() {
        return Optional.empty();
    }
}
