package org.elasticml.core.balance;

/** One replica as the balancer sees it: its slots, and whether it is ejected. Owned by a {@link ReplicaPool}. */
public final class Replica {
    /** Weight of the newest service time in the smoothed one. */
    private static final double SMOOTHING = 0.1;

    private final String name;
    private final int slots;
    private int inFlight;
    private boolean ejected;
    private double smoothedSeconds;
    private boolean measured;
    private long answeredNanos;

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

    /** Whether it has answered a request, so that {@link #smoothedSeconds} says something. */
    public boolean isMeasured() {
        return measured;
    }

    /**
     * What a request takes of its time, in seconds: the smoothed mean of the time from sending to the answer, or from the
     * answer before it if that came later, since the request waited there until then. So it is about 1 / throughput
     * while it is busy, however many it serves at a time.
     */
    public double smoothedSeconds() {
        return smoothedSeconds;
    }

    void answered(double seconds, long nowNanos) {
        double service = measured ? Math.min(seconds, (nowNanos - answeredNanos) / 1e9) : seconds;
        smoothedSeconds += (measured ? SMOOTHING : 1) * (service - smoothedSeconds);
        measured = true;
        answeredNanos = nowNanos;
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
