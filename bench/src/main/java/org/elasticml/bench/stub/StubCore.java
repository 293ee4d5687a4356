package org.elasticml.bench.stub;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.Random;

/**
 * One core and those who wait for it, in given time: whatever waits when the core is free is served together, up to the
 * best batch. What ml-app does with inference, without doing it. Instants are nanoseconds.
 *
 * @param <J> what is to be served
 */
final class StubCore<J> {
    /** As ml-app's {@code BATCH_QUEUE_CAPACITY}. */
    static final int CAPACITY = 64;

    /**
     * How late a batch's end may have been noticed for the next to begin where it should have ended: a timer's slack does
     * not make the core slower. More is a process that stood still, whose core did so as well.
     */
    private static final long SLACK_NANOS = 5_000_000;

    private final ServiceCurve curve;
    private final int bestBatch;
    private final Random random;
    private final Deque<Waiting<J>> waiting = new ArrayDeque<>();
    private double slowness = 1;
    private boolean busy;
    private long freeNanos;

    private record Waiting<J>(J job, long deadlineNanos) {}

    /**
     * @param late those whose deadline had passed: they are not served
     * @param endNanos when those served are to be answered
     */
    record Batch<J>(List<J> served, List<J> late, long endNanos) {}

    StubCore(ServiceCurve curve, int bestBatch, Random random, long nowNanos) {
        this.curve = curve;
        this.bestBatch = bestBatch;
        this.random = random;
        this.freeNanos = nowNanos;
    }

    /** Everything takes this many times as long from now on. */
    void slowDown(double factor) {
        slowness = factor;
    }

    double meanMillis(int size) {
        return slowness * curve.meanMillis(size);
    }

    boolean isEmpty() {
        return waiting.isEmpty() && !busy;
    }

    /** When one that comes now would be answered. */
    long expectedEndNanos(long nowNanos) {
        long free = busy ? Math.max(freeNanos, nowNanos) : nowNanos;
        int fullBatches = waiting.size() / bestBatch;
        double ahead = fullBatches * meanMillis(bestBatch) + meanMillis(waiting.size() % bestBatch + 1);
        return free + nanos(ahead);
    }

    /**
     * Takes one in, unless too many wait or its answer would come too late.
     *
     * @return whether it was
     */
    boolean offer(J job, long nowNanos, long deadlineNanos) {
        if (waiting.size() >= CAPACITY || expectedEndNanos(nowNanos) - deadlineNanos > 0) {
            return false;
        }
        waiting.add(new Waiting<>(job, deadlineNanos));
        return true;
    }

    /** Begins the next batch; empty while the core is busy or nothing waits. Followed by {@link #end}. */
    Optional<Batch<J>> begin(long nowNanos) {
        if (busy || waiting.isEmpty()) {
            return Optional.empty();
        }
        List<J> served = new ArrayList<>();
        List<J> late = new ArrayList<>();
        while (!waiting.isEmpty() && served.size() < bestBatch) {
            Waiting<J> next = waiting.poll();
            (next.deadlineNanos() - nowNanos < 0 ? late : served).add(next.job());
        }
        busy = !served.isEmpty();
        if (busy) {
            long startNanos = nowNanos - freeNanos < SLACK_NANOS ? freeNanos : nowNanos;
            freeNanos = startNanos + nanos(slowness * curve.drawMillis(served.size(), random));
        }
        return Optional.of(new Batch<>(served, late, freeNanos));
    }

    /** The batch was answered. */
    void end() {
        busy = false;
    }

    private static long nanos(double millis) {
        return Math.round(millis * 1e6);
    }
}
