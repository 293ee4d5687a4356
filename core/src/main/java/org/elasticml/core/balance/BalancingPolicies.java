package org.elasticml.core.balance;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.random.RandomGenerator;

/** The policies by the names that settings use. */
public final class BalancingPolicies {
    private static final Map<String, Function<RandomGenerator, BalancingPolicy>> BY_NAME = new TreeMap<>(Map.of(
            "consistent-hash", random -> new ConsistentHash(),
            "least-expected-wait", random -> new LeastExpectedWait(),
            "least-in-flight", random -> new Least(Replica::inFlight),
            "p2c-ewma", PeakEwma::new,
            "round-robin", random -> new Least(replica -> 0)));

    private BalancingPolicies() {}

    /** All names, sorted. */
    public static List<String> names() {
        return List.copyOf(BY_NAME.keySet());
    }

    /**
     * A new policy of that name.
     *
     * @param random what a policy that draws draws from; the same seed makes the same choices
     * @throws IllegalArgumentException if there is none; the message lists those there are
     */
    public static BalancingPolicy named(String name, RandomGenerator random) {
        Function<RandomGenerator, BalancingPolicy> policy = BY_NAME.get(name);
        if (policy == null) {
            throw new IllegalArgumentException(
                    "'" + name + "' is not a balancing policy; there are " + String.join(", ", names()));
        }
        return policy.apply(random);
    }
}
