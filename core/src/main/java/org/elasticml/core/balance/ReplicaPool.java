package org.elasticml.core.balance;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The replicas and their slots. A request is bound to a replica only when that replica has a free slot (late
 * binding), so that nothing waits behind a slow one while another is idle. Not thread-safe: its owner holds a lock.
 */
public final class ReplicaPool {
    private final List<Replica> replicas;
    private final BalancingPolicy policy;

    /**
     * @param names the replicas' names, at least one, each once
     * @param slots requests that one replica is given at a time, at least 1
     * @throws IllegalArgumentException if there is no replica, one is named twice or there is no slot
     */
    public ReplicaPool(List<String> names, int slots, BalancingPolicy policy) {
        if (names.isEmpty() || names.stream().distinct().count() < names.size()) {
            throw new IllegalArgumentException("replicas: at least one, each once, not " + names);
        }
        if (slots < 1) {
            throw new IllegalArgumentException("a replica has at least 1 slot, not " + slots);
        }
        this.replicas = names.stream()
                .map(name -> new Replica(name, slots))
                .sorted(Comparator.comparing(Replica::name))
                .toList();
        this.policy = policy;
        replicas.forEach(policy::joined);
    }

    /** All, in the order of their names. */
    public List<Replica> replicas() {
        return replicas;
    }

    /**
     * Takes a slot of a replica.
     *
     * <p>Ejected ones are left out, unless all are: everyone looking dead says more about the looking than about
     * them. So are those that the request has failed on, unless there is no other.
     *
     * @param tried names of the replicas that the request has failed on
     * @param key the request's, as {@link BalancingPolicy#pick} takes it
     * @return nothing if no such replica has a free slot; else to be ended by {@link #release}, once
     */
    public Optional<Replica> acquire(Set<String> tried, long key, long nowNanos) {
        List<Replica> alive =
                replicas.stream().filter(replica -> !replica.ejected()).toList();
        List<Replica> usable = alive.isEmpty() ? replicas : alive;
        List<Replica> untried = usable.stream()
                .filter(replica -> !tried.contains(replica.name()))
                .toList();
        List<Replica> free = (untried.isEmpty() ? usable : untried)
                .stream().filter(Replica::hasFreeSlot).toList();
        if (free.isEmpty()) {
            return Optional.empty();
        }
        Replica picked = policy.pick(free, key, nowNanos);
        picked.take();
        return Optional.of(picked);
    }

    /**
     * Gives the slot back after an answer.
     *
     * @param answeredSeconds from sending to the answer
     */
    public void release(Replica replica, double answeredSeconds, long nowNanos) {
        replica.release();
        replica.answered(answeredSeconds, nowNanos);
        policy.answered(replica, answeredSeconds, nowNanos);
    }

    /** Gives the slot back after anything else: a failure says nothing about how fast a replica serves. */
    public void release(Replica replica) {
        replica.release();
    }

    /** Leaves the replica alone from now on. */
    public void eject(Replica replica) {
        replica.eject(true);
    }

    /** Trusts the replica again. */
    public void readmit(Replica replica) {
        replica.eject(false);
    }
}
