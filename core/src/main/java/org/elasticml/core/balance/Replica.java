package org.elasticml.core.balance;

import java.util.function.Consumer;

/**
 * One replica as the balancer sees it: its slots, what it takes to answer, whether it is trusted. Owned by a {@link
 * ReplicaPool}.
 */
public final class Replica {
    /** The position of one that is given nothing. */
    static final int NOWHERE = -1;

    /** Weight of the newest of the observed times in their smoothed mean. */
    private static final double SMOOTHING = 0.1;

    /** Its rate is what it did while all its slots were in use, over at least so many answers and so long. */
    private static final int RATE_ANSWERS = 16;

    private static final double RATE_SECONDS = 0.3;
    private static final double RATE_SMOOTHING = 0.3;

    private static final long FIRST_EJECTION_NANOS = 1_000_000_000L;
    private static final int MAX_DOUBLINGS = 5;

    private final String name;
    private final Consumer<Replica> onChange;
    /** Its place among those that may be given something; {@link ReplicaPool} gives it. */
    int position = NOWHERE;

    private int slots;
    /** Those of other dispatchers included. */
    private int slotsOfAll;
    /** One that joins others begins with one slot and gets one more with each answer: slow start. */
    private int allowed;

    private int inFlight;
    private boolean draining;
    private boolean ejected;
    private long ejectedUntilNanos;
    private int ejections;
    private int failuresInARow;

    private double smoothedSeconds;
    private double serviceSeconds;
    private long lastAnswerNanos;
    private double perSecond;

    private long answered;
    private long failed;
    /** What it does while all its slots are in use: since when, how long of it they were not, and how many answers. */
    private boolean measuring;

    private long measuringSinceNanos;
    private long notFullNanos;
    private long lastReleaseNanos;
    private int answeredWhileFull;

    Replica(String name, int slots, boolean startsSlowly) {
        this(name, slots, startsSlowly, replica -> {});
    }

    /**
     * @param onChange told after its slots in use, its times or its rate have changed
     */
    Replica(String name, int slots, boolean startsSlowly, Consumer<Replica> onChange) {
        this.name = name;
        this.onChange = onChange;
        this.slots = slots;
        this.allowed = startsSlowly ? 1 : Integer.MAX_VALUE;
    }

    /** What it is called in logs, metrics and answers: its address. */
    public String name() {
        return name;
    }

    /** Requests sent to it and not yet answered. */
    public int inFlight() {
        return inFlight;
    }

    /** Requests that it is given at a time, once it has started. */
    public int slots() {
        return slots;
    }

    /** Requests that all dispatchers together give it at a time. */
    int slotsOfAll() {
        return slotsOfAll;
    }

    /** Its rate is that of its slots: of what it can do, other dispatchers' are theirs. */
    void setSlots(int newSlots, int ofAll) {
        if (slots > 0 && ofAll > 0) {
            perSecond *= share(newSlots, ofAll) / share(slots, slotsOfAll);
        }
        slots = newSlots;
        slotsOfAll = ofAll;
        onChange.accept(this);
    }

    /** Whether it is left alone until it answers a probe. */
    public boolean ejected() {
        return ejected;
    }

    /** Whether it is going away: it gets nothing new. */
    public boolean draining() {
        return draining;
    }

    /** Requests that it answered. */
    public long answered() {
        return answered;
    }

    /** Requests that it failed. */
    public long failed() {
        return failed;
    }

    /** Smoothed mean of the time from sending to the answer; 0 before the first. */
    public double smoothedSeconds() {
        return smoothedSeconds;
    }

    /** Whether it has answered a request, so that the times say something. */
    public boolean isMeasured() {
        return answered > 0;
    }

    /**
     * What a request takes of its time, in seconds: the smoothed mean of the time from sending to the answer, or from the
     * answer before it if that came later, since the request waited there until then. So it is about 1 / throughput
     * while it is busy, however many it serves at a time.
     */
    public double serviceSeconds() {
        return serviceSeconds;
    }

    /** What it can do with these slots when all are in use, in answers a second; 0 if that is not known. */
    public double perSecond() {
        return perSecond;
    }

    /** How long it takes to answer when all its slots are in use; 0 if that is not known. */
    double secondsWhenFull() {
        return perSecond > 0 ? Math.max(smoothedSeconds, slots / perSecond) : smoothedSeconds;
    }

    private static double share(int slots, int slotsOfAll) {
        return slots / (double) slotsOfAll;
    }

    boolean hasFreeSlot() {
        return inFlight < Math.min(allowed, slots);
    }

    int freeSlots() {
        return Math.max(0, Math.min(allowed, slots) - inFlight);
    }

    void take(long nowNanos) {
        inFlight++;
        if (measuring && !hasFreeSlot()) {
            notFullNanos += nowNanos - lastReleaseNanos;
        }
        onChange.accept(this);
    }

    void release() {
        if (inFlight == 0) {
            throw new IllegalStateException("a slot of " + name + " was released twice");
        }
        inFlight--;
        onChange.accept(this);
    }

    /** A slot was given back without an answer, which would count as time without work. */
    void stopMeasuring() {
        measuring = false;
    }

    void drain(boolean goingAway) {
        draining = goingAway;
    }

    /**
     * What it says of itself.
     *
     * @param answersPerSecond what it measured at its start; used until its answers tell
     */
    void reported(double answersPerSecond) {
        if (perSecond == 0 && slots > 0) {
            perSecond = answersPerSecond * share(slots, slotsOfAll);
        }
        onChange.accept(this);
    }

    /**
     * It answered; called while the slot is still taken, and {@link #release} follows, which tells of the change.
     *
     * @param seconds from sending to now
     */
    void answered(double seconds, long nowNanos) {
        learnRate(nowNanos);
        double service = answered > 0 ? Math.min(seconds, (nowNanos - lastAnswerNanos) / 1e9) : seconds;
        double weight = answered > 0 ? SMOOTHING : 1;
        serviceSeconds += weight * (service - serviceSeconds);
        smoothedSeconds += weight * (seconds - smoothedSeconds);
        lastAnswerNanos = nowNanos;
        answered++;
        failuresInARow = 0;
        if (allowed < slots) {
            allowed++;
        } else if (!ejected) {
            ejections = 0; // it has proved itself
        }
    }

    /** From one answer that finds all slots in use to a later one, as long as all between do. */
    private void learnRate(long nowNanos) {
        if (hasFreeSlot()) {
            measuring = false;
            return;
        }
        if (!measuring) {
            startMeasuring(nowNanos);
            return;
        }
        answeredWhileFull++;
        double seconds = (nowNanos - measuringSinceNanos - notFullNanos) / 1e9;
        if (answeredWhileFull >= RATE_ANSWERS && seconds >= RATE_SECONDS) {
            double rate = answeredWhileFull / seconds;
            perSecond = perSecond == 0 ? rate : perSecond + RATE_SMOOTHING * (rate - perSecond);
            startMeasuring(nowNanos);
        }
        lastReleaseNanos = nowNanos;
    }

    private void startMeasuring(long nowNanos) {
        measuring = true;
        measuringSinceNanos = nowNanos;
        lastReleaseNanos = nowNanos;
        notFullNanos = 0;
        answeredWhileFull = 0;
    }

    /** It failed a request. Returns how many in a row these are. */
    int countFailure() {
        failed++;
        return ++failuresInARow;
    }

    /**
     * The first time for a second, twice as long each time after, up to half a minute.
     *
     * @return whether that is new
     */
    boolean eject(long nowNanos) {
        if (ejected) {
            return false;
        }
        ejected = true;
        measuring = false;
        ejectedUntilNanos = nowNanos + (FIRST_EJECTION_NANOS << Math.min(MAX_DOUBLINGS, ejections));
        ejections++;
        return true;
    }

    /**
     * It answered a probe: it is trusted again, from one slot on, if it was left alone for long enough.
     *
     * @return whether that is new
     */
    boolean readmit(long nowNanos) {
        if (!ejected || nowNanos - ejectedUntilNanos < 0) {
            return false;
        }
        ejected = false;
        allowed = 1;
        failuresInARow = 0;
        return true;
    }
}
