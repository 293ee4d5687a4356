package org.elasticml.core.scale;

/**
 * How many replicas there may be.
 *
 * @param floor at least 1
 * @param ceiling at least the floor
 */
public record ReplicaLimits(int floor, int ceiling) {
    /** @throws IllegalArgumentException if they are out of order */
    public ReplicaLimits {
        if (floor < 1 || ceiling < floor) {
            throw new IllegalArgumentException(
                    "from " + floor + " to " + ceiling + " replicas: at least 1, and no fewer at most than at least");
        }
    }

    /** The number nearest to {@code replicas} that is allowed. */
    int within(double replicas) {
        return (int) Math.max(floor, Math.min(ceiling, replicas));
    }
}
