package org.elasticml.core.balance;

/** One replica as the balancer sees it: its slots, and whether it is ejected. Owned by a {@link ReplicaPool}. */
public final class Replica {
    private final String name;
    private final int slots;
    private int inFlight;
    private boolean ejected;

    Replica(String name, int slots) {
        this.name = name;
        this.slots = slots;
    }

    /** What it is called in logs, metrics and answers: its address. */
    public String name() {
        return name;
    }

    /** Requests sent to it and not yet answered. */
    public int inFlight() {
        return inFlight;
    }

    /** Whether it is left alone until it answers a probe. */
    public boolean ejected() {
        return ejected;
    }

    boolean hasFreeSlot() {
        return inFlight < slots;
    }

    void take() {
        inFlight++;
    }

    void release() {
        if (inFlight == 0) {
            throw new IllegalStateException("a slot of " + name + " was released twice");
        }
        inFlight--;
    }

    void eject(boolean out) {
        ejected = out;
    }
}
