package org.elasticml.core.balance;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The replicas and their slots. A request is bound to a replica only when that replica has a free slot (late
 * binding), so that nothing waits behind a slow one while another is idle. Not thread-safe: its owner holds a lock.
 */
public final class ReplicaPool {
    /** Until a replica has said what it can do: one request to work on, and one that is on its way. */
    private static final int FIRST_SLOTS = 2;

    private static final int MAX_SLOTS = 256;

    private final BalancingPolicy policy;
    private final int fixedSlots;
    private List<Replica> replicas = List.of();
    /** Asked for several times for every request, it is worked out when a replica comes, goes or changes its state. */
    private List<Replica> usable = List.of();

    /**
     * @param fixedSlots requests that each replica is given at a time; 0 to learn it from what the replicas report
     */
    public ReplicaPool(BalancingPolicy policy, int fixedSlots) {
        if (fixedSlots < 0) {
            throw new IllegalArgumentException("slots are at least 1, or 0 to learn them, not " + fixedSlots);
        }
        this.policy = policy;
        this.fixedSlots = fixedSlots;
    }

    /** All, in the order of their names. */
    public List<Replica> replicas() {
        return replicas;
    }

    public Optional<Replica> named(String name) {
        return replicas.stream().filter(replica -> replica.name().equals(name)).findFirst();
    }

    public BalancingPolicy policy() {
        return policy;
    }

    /**
     * From now on there are these. One that comes while others are there starts slowly. One that stays keeps its state; requests that one which went has in flight are still
     * its caller's to release.
     *
     * @param drainingByName whether each is going away
     * @return those that went
     */
    public List<Replica> set(Map<String, Boolean> drainingByName) {
        Map<String, Replica> before = replicas.stream()
                .collect(Collectors.toMap(Replica::name, replica -> replica, (a, b) -> a, HashMap::new));
        List<Replica> now = new ArrayList<>();
        drainingByName.forEach((name, draining) -> {
            Replica replica = before.remove(name);
            if (replica == null) {
                replica = new Replica(name, fixedSlots > 0 ? fixedSlots : FIRST_SLOTS, !replicas.isEmpty());
                policy.joined(replica);
            }
            replica.drain(draining);
            now.add(replica);
        });
        now.sort(Comparator.comparing(Replica::name));
        replicas = List.copyOf(now);
        workOutUsable();
        before.values().forEach(policy::left);
        return List.copyOf(before.values());
    }

    /**
     * A replica told what it can do. By Little's law as many requests are under way in it as it answers a second times
     * what one takes; twice as many slots keep it busy while answers and requests travel.
     *
     * @param perSecond answers a second at its best
     * @param seconds what one takes then; 0 if it does not say
     */
    public void reported(Replica replica, double perSecond, double seconds) {
        int wanted = (int) Math.min(MAX_SLOTS, Math.max(FIRST_SLOTS, Math.round(2 * perSecond * seconds)));
        replica.reported(fixedSlots > 0 ? fixedSlots : wanted, perSecond);
    }

    /**
     * Takes a slot of a replica.
     *
     * <p>Those that are going away or ejected are left out, unless all are: everyone looking dead says more about the
     * looking than about them. So are those that the request has failed on, unless there is no other.
     *
     * @param tried names of the replicas that the request has failed on
     * @param key what the request is routed by
     * @return nothing if no such replica has a free slot; else to be ended by {@link #release}, once
     */
    public Optional<Replica> acquire(Set<String> tried, long key, long nowNanos) {
        List<Replica> untried = tried.isEmpty()
                ? usable
                : usable.stream()
                        .filter(replica -> !tried.contains(replica.name()))
                        .toList();
        List<Replica> free = (untried.isEmpty() ? usable : untried)
                .stream().filter(Replica::hasFreeSlot).toList();
        if (free.isEmpty()) {
            return Optional.empty();
        }
        Replica picked = policy.pick(free, key, nowNanos);
        picked.take(nowNanos);
        return Optional.of(picked);
    }

    /** Those that may be given something: alive and staying; if there are none, staying; if there are none, all. */
    public List<Replica> usable() {
        return usable;
    }

    private void workOutUsable() {
        List<Replica> staying =
                replicas.stream().filter(replica -> !replica.draining()).toList();
        List<Replica> alive =
                staying.stream().filter(replica -> !replica.ejected()).toList();
        if (!alive.isEmpty()) {
            usable = alive;
        } else {
            usable = staying.isEmpty() ? replicas : staying;
        }
    }

    /** The replica answered: gives the slot back. */
    public void answered(Replica replica, double seconds, long nowNanos) {
        replica.answered(seconds, nowNanos);
        policy.answered(replica, seconds, nowNanos);
        replica.release();
    }

    /** Gives the slot back without an answer. */
    public void release(Replica replica) {
        replica.stopMeasuring();
        replica.release();
    }

    /** Leaves alone, from now on, one that can't be reached. */
    public void eject(Replica replica, long nowNanos) {
        replica.eject(nowNanos);
        workOutUsable();
    }

    /**
     * Leaves one alone that answers, but too late or not well; unless half of all are left alone already: then it is
     * more likely the load than the replica.
     *
     * @return whether it is
     */
    public boolean ejectSuspect(Replica replica, long nowNanos) {
        Collection<Replica> out = replicas.stream().filter(Replica::ejected).toList();
        boolean mayGo = 2 * (out.size() + 1) <= replicas.size();
        if (mayGo && !replica.ejected()) {
            eject(replica, nowNanos);
        }
        return replica.ejected();
    }

    /** It answered a probe. */
    public void readmit(Replica replica, long nowNanos) {
        replica.readmit(nowNanos);
        workOutUsable();
    }

    /** It failed a request; returns how many in a row these are. */
    public int countFailure(Replica replica) {
        return replica.countFailure();
    }

    /** What the usable ones can do together, in answers a second; 0 if that is not known of any. */
    public double perSecond() {
        double known = usable.stream().mapToDouble(Replica::perSecond).sum();
        long count = usable.stream().filter(replica -> replica.perSecond() > 0).count();
        return count == 0 ? 0 : known * usable.size() / count;
    }

    /** How long a usable one takes to answer when all its slots are in use, in the mean; 0 if that is not known. */
    public double secondsWhenFull() {
        return usable.stream()
                .mapToDouble(Replica::secondsWhenFull)
                .filter(seconds -> seconds > 0)
                .average()
                .orElse(0);
    }

    /** How long usable ones take to answer at present, in the mean; 0 if that is not known. */
    public double smoothedSeconds() {
        return usable.stream()
                .filter(Replica::isMeasured)
                .mapToDouble(Replica::smoothedSeconds)
                .average()
                .orElse(0);
    }

    /** Whether a usable one has a free slot. */
    public boolean hasFreeSlot() {
        return usable.stream().anyMatch(Replica::hasFreeSlot);
    }
}
