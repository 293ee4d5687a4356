package org.elasticml.core.balance;

import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

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
    /** Of the dispatchers that share the replicas. */
    private int index;

    private int dispatchers = 1;
    private List<Replica> replicas = List.of();
    private Map<String, Replica> byName = Map.of();
    /** Worked out when a replica comes, goes or changes its state; what follows is about them, and is kept up to date. */
    private List<Replica> usable = List.of();

    private boolean trusted;
    private FreeReplicas free = new FreeReplicas(usable);
    /** Free slots by position, and their sum. */
    private int[] freeSlots = {};

    private int freeSlotsTogether;
    private KnownNumbers perSecond = new KnownNumbers(0);
    private KnownNumbers secondsWhenFull = new KnownNumbers(0);
    private KnownNumbers smoothedSeconds = new KnownNumbers(0);

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
        return Optional.ofNullable(byName.get(name));
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
        Map<String, Replica> before = new HashMap<>(byName);
        Map<String, Replica> now = new TreeMap<>();
        drainingByName.forEach((name, draining) -> {
            Replica replica = before.remove(name);
            if (replica == null) {
                replica = new Replica(name, 0, !replicas.isEmpty(), this::changed);
                setSlots(replica, fixedSlots > 0 ? fixedSlots : FIRST_SLOTS);
                policy.joined(replica);
            }
            replica.drain(draining);
            now.put(name, replica);
        });
        replicas = List.copyOf(now.values());
        byName = new HashMap<>(now);
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
        setSlots(replica, fixedSlots > 0 ? fixedSlots : wanted);
        replica.reported(perSecond);
    }

    private void setSlots(Replica replica, int ofAllDispatchers) {
        // The rest goes to another dispatcher at each replica, by its name.
        int place = Math.floorMod(index + replica.name().hashCode(), dispatchers);
        int rest = place < ofAllDispatchers % dispatchers ? 1 : 0;
        // One at least: whoever holds a request that was meant for this replica could never send it.
        replica.setSlots(Math.max(1, ofAllDispatchers / dispatchers + rest), ofAllDispatchers);
    }

    /**
     * From now on each replica's slots are divided among so many dispatchers: what all of them send it together is what it
     * is given at a time, unless there are more dispatchers than slots.
     *
     * @param index which of them this is, from 0 on
     * @throws IllegalArgumentException unless 0 ≤ index &lt; dispatchers
     */
    public void share(int index, int dispatchers) {
        if (index < 0 || index >= dispatchers) {
            throw new IllegalArgumentException("there is no dispatcher " + index + " of " + dispatchers);
        }
        if (index != this.index || dispatchers != this.dispatchers) {
            this.index = index;
            this.dispatchers = dispatchers;
            replicas.forEach(replica -> setSlots(replica, replica.slotsOfAll()));
        }
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
        List<Replica> hidden = hide(tried);
        Optional<Replica> picked = Optional.empty();
        if (!free.isEmpty()) {
            picked = Optional.of(policy.pick(free, key, nowNanos));
        }
        for (Replica replica : hidden) {
            changed(replica);
        }
        if (picked.isPresent()) {
            picked.get().take(nowNanos);
        }
        return picked;
    }

    /** Lets those look busy, unless there are no others. */
    private List<Replica> hide(Set<String> names) {
        if (names.isEmpty()) {
            return List.of();
        }
        List<Replica> hidden = names.stream()
                .map(byName::get)
                .filter(replica -> replica != null && replica.position != Replica.NOWHERE)
                .toList();
        if (hidden.size() == usable.size()) {
            return List.of();
        }
        hidden.forEach(replica -> setFree(replica, false));
        return hidden;
    }

    /** Those that may be given something: alive and staying; if there are none, staying; if there are none, all. */
    public List<Replica> usable() {
        return usable;
    }

    private void workOutUsable() {
        usable.forEach(replica -> replica.position = Replica.NOWHERE);
        List<Replica> staying =
                replicas.stream().filter(replica -> !replica.draining()).toList();
        List<Replica> alive =
                staying.stream().filter(replica -> !replica.ejected()).toList();
        trusted = !alive.isEmpty();
        if (trusted) {
            usable = alive;
        } else {
            usable = staying.isEmpty() ? replicas : staying;
        }
        free = new FreeReplicas(usable);
        freeSlots = new int[usable.size()];
        freeSlotsTogether = 0;
        perSecond = new KnownNumbers(usable.size());
        secondsWhenFull = new KnownNumbers(usable.size());
        smoothedSeconds = new KnownNumbers(usable.size());
        policy.usable(usable);
        for (int position = 0; position < usable.size(); position++) {
            usable.get(position).position = position;
        }
        usable.forEach(this::changed);
    }

    private void changed(Replica replica) {
        int position = replica.position;
        if (position != Replica.NOWHERE) {
            double full = replica.secondsWhenFull();
            perSecond.set(position, replica.perSecond(), replica.perSecond() > 0);
            secondsWhenFull.set(position, full, full > 0);
            smoothedSeconds.set(position, replica.smoothedSeconds(), replica.isMeasured());
            freeSlotsTogether += replica.freeSlots() - freeSlots[position];
            freeSlots[position] = replica.freeSlots();
            setFree(replica, replica.hasFreeSlot());
        }
    }

    private void setFree(Replica replica, boolean isFree) {
        free.set(replica.position, isFree);
        policy.changed(replica, isFree);
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
        if (replica.eject(nowNanos)) {
            workOutUsable();
        }
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
        if (replica.readmit(nowNanos)) {
            workOutUsable();
        }
    }

    /** It failed a request; returns how many in a row these are. */
    public int countFailure(Replica replica) {
        return replica.countFailure();
    }

    /** What the usable ones can do together, in answers a second; 0 if that is not known of any. */
    public double perSecond() {
        return perSecond.count() == 0 ? 0 : perSecond.sum() * usable.size() / perSecond.count();
    }

    /** How long a usable one takes to answer when all its slots are in use, in the mean; 0 if that is not known. */
    public double secondsWhenFull() {
        return secondsWhenFull.mean();
    }

    /** How long usable ones take to answer at present, in the mean; 0 if that is not known. */
    public double smoothedSeconds() {
        return smoothedSeconds.mean();
    }

    /** Whether the usable ones are alive and staying, and not the last resort. */
    public boolean isTrusted() {
        return trusted;
    }

    /** Of the usable ones together. */
    public int freeSlots() {
        return freeSlotsTogether;
    }

    /** Whether a usable one has a free slot. */
    public boolean hasFreeSlot() {
        return !free.isEmpty();
    }
}
