package org.elasticml.loadtester.send;

/** Time that passes when it is waited for, 1 µs with each look at it, and late by a given time after each wait. */
final class VirtualClock implements NanoClock {
    private final long oversleepNanos;
    private long nowNanos;

    VirtualClock(long oversleepNanos) {
        this.oversleepNanos = oversleepNanos;
    }

    @Override
    public synchronized long nanoTime() {
        return nowNanos += 1_000;
    }

    @Override
    public synchronized void parkNanos(long nanos) {
        nowNanos += nanos + oversleepNanos;
    }
}
