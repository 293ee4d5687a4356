package org.elasticml.loadtester.send;

import java.util.Comparator;
import java.util.PriorityQueue;

/**
 * Time that passes when it is waited for, and late by a given time after each wait. What is to happen at an instant
 * happens while that is waited for.
 */
public final class VirtualClock implements NanoClock {
    private final long oversleepNanos;
    private final long spinNanos;
    private final PriorityQueue<Event> events =
            new PriorityQueue<>(Comparator.comparingLong(Event::nanos).thenComparingLong(Event::number));
    private long nowNanos;
    private long added;

    private record Event(long nanos, long number, Runnable action) {}

    VirtualClock(long oversleepNanos) {
        this(oversleepNanos, 1_000);
    }

    private VirtualClock(long oversleepNanos, long spinNanos) {
        this.oversleepNanos = oversleepNanos;
        this.spinNanos = spinNanos;
    }

    /** By which every request leaves at the very instant at which it is due. */
    public static VirtualClock exact() {
        return new VirtualClock(Pacer.SPIN_NANOS, 1);
    }

    @Override
    public synchronized long nanoTime() {
        return nowNanos;
    }

    @Override
    public synchronized void parkNanos(long nanos) {
        passUntil(nowNanos + nanos + oversleepNanos);
    }

    @Override
    public synchronized void spin() {
        passUntil(nowNanos + spinNanos);
    }

    public synchronized void at(long nanos, Runnable action) {
        events.add(new Event(nanos, added++, action));
    }

    private void passUntil(long nanos) {
        while (!events.isEmpty() && events.peek().nanos() <= nanos) {
            Event event = events.poll();
            nowNanos = Math.max(nowNanos, event.nanos());
            event.action().run();
        }
        nowNanos = nanos;
    }
}
