package org.elasticml.core.balance;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Pools for tests. */
final class Pools {
    private Pools() {}

    static ReplicaPool of(List<String> names, int slots, BalancingPolicy policy) {
        ReplicaPool pool = new ReplicaPool(policy, slots);
        Map<String, Boolean> none = new TreeMap<>();
        names.forEach(name -> none.put(name, false));
        pool.set(none);
        return pool;
    }
}
