package org.elasticml.core.balance;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Supplier;

/** The policies by the names that settings use. */
public final class BalancingPolicies {
    private static final Map<String, Supplier<BalancingPolicy>> BY_NAME = new TreeMap<>(Map.of(
            "least-in-flight", LeastInFlight::new,
            "round-robin", RoundRobin::new));

    private BalancingPolicies() {}

    /** All names, sorted. */
    public static List<String> names() {
        return List.copyOf(BY_NAME.keySet());
    }

    /**
     * A new policy of that name.
     *
     * @throws IllegalArgumentException if there is none; the message lists those there are
     */
    public static BalancingPolicy named(String name) {
        Supplier<BalancingPolicy> policy = BY_NAME.get(name);
        if (policy == null) {
            throw new IllegalArgumentException(
                    "'" + name + "' is not a balancing policy; there are " + String.join(", ", names()));
        }
        return policy.get();
    }
}
