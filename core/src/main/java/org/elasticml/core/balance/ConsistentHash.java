package org.elasticml.core.balance;

import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * Consistent hashing with bounded loads: equal keys meet on one replica, as long as it is not given more than its share.
 *
 * <p>Each replica has {@value #POINTS} points on a ring of 64-bit hashes; a key belongs to the first point from it on.
 * A replica that has ceil(c × mean load) requests in flight already, with c = {@value #BALANCE} and the new request
 * counted in the mean, is passed over to the next on the ring, and so is one without a free slot. When one of N replicas
 * comes or goes, about 1/N of the keys move, and none between the others. Mirrokni, Thorup and Zadimoghaddam, "Consistent
 * hashing with bounded loads", SODA 2018.
 */
final class ConsistentHash implements BalancingPolicy {
    private static final int POINTS = 150;
    private static final double BALANCE = 1.25;

    private final TreeMap<Long, Replica> ring = new TreeMap<>();
    private final Set<Replica> replicas = new HashSet<>();

    @Override
    public boolean usesKey() {
        return true;
    }

    @Override
    public Replica pick(List<Replica> free, long key, long nowNanos) {
        int bound = bound();
        Set<Replica> usable = new HashSet<>(free);
        Optional<Replica> first = Optional.empty();
        for (Map<Long, Replica> part : List.of(ring.tailMap(key, true), ring.headMap(key, false))) {
            for (Replica replica : part.values()) {
                if (usable.remove(replica)) {
                    if (replica.inFlight() < bound) {
                        return replica;
                    }
                    first = first.or(() -> Optional.of(replica));
                    if (usable.isEmpty()) {
                        break;
                    }
                }
            }
        }
        // Those under the bound are all full, or not to be tried again: then a slot counts for more than the share.
        return first.orElseThrow();
    }

    private int bound() {
        int load = 1;
        int alive = 0;
        for (Replica replica : replicas) {
            if (!replica.ejected()) {
                load += replica.inFlight();
                alive++;
            }
        }
        return (int) Math.ceil(BALANCE * load / Math.max(1, alive));
    }

    @Override
    public void joined(Replica replica) {
        replicas.add(replica);
        byte[] name = replica.name().getBytes(StandardCharsets.UTF_8);
        for (int point = 0; point < POINTS; point++) {
            ring.put(Hash64.of(name, point), replica);
        }
    }

    @Override
    public void left(Replica replica) {
        replicas.remove(replica);
        ring.values().removeIf(owner -> owner == replica);
    }
}
