package org.elasticml.simulator.play;

import java.util.List;
import org.elasticml.core.scale.Policies;
import org.elasticml.core.scale.ReplicaLimits;

/**
 * A policy that was asked for.
 *
 * @param name as the user wrote it
 * @param candidates that it may be, of which the best is shown
 */
public record PolicyChoice(String name, List<String> candidates) {
    /** The least number of replicas that would do, as {@code fixed}. */
    static final String BEST_FIXED = "fixed";

    /** @throws IllegalArgumentException if there is none of that name; the message says what there is */
    public static PolicyChoice named(String name, ReplicaLimits limits) {
        switch (name) {
            case "hpa":
                return new PolicyChoice("hpa-70", List.of("hpa-70"));
            case "kpa":
                return new PolicyChoice(name, List.of("kpa-1", "kpa-2"));
            case BEST_FIXED:
                return new PolicyChoice(name, List.of(BEST_FIXED));
            default:
                Policies.named(name, limits);
                return new PolicyChoice(name, List.of(name));
        }
    }
}
