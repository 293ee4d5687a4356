package org.elasticml.core.simulate;

import java.util.Arrays;

/**
 * Known arrivals, served in their order, one request a core, each in the same time, by another number of replicas in each
 * second. Replicas come at once; one that goes finishes what it has, which is paid for.
 */
final class FirstComeFirstServed {
    private static final long NANOS_PER_SECOND = 1_000_000_000;

    private final long[] arrivals;
    private final long serviceNanos;
    private final long sloNanos;
    /** How many have come before each second; and, at the end, all: what is left is served by the last second's replicas. */
    private final int[] due;

    private final long[] ends;

    /**
     * At a second's start.
     *
     * @param next the first request that has not begun
     * @param ends when those under way will be done, the earliest first
     */
    record State(int next, long[] ends) {
        static final State EMPTY = new State(0, new long[0]);

        boolean sameAs(State other) {
            return next == other.next && Arrays.equals(ends, other.ends);
        }
    }

    /**
     * What became of a second.
     *
     * @param late requests that began in it and are answered after the SLO
     * @param drainSeconds core-seconds of those replicas that had gone before it and finished what they had
     */
    record Played(State state, int late, double drainSeconds) {}

    /**
     * @param arrivals instants in nanoseconds, not decreasing
     */
    FirstComeFirstServed(long[] arrivals, int seconds, long serviceNanos, long sloNanos) {
        this.arrivals = arrivals;
        this.serviceNanos = serviceNanos;
        this.sloNanos = sloNanos;
        this.due = new int[seconds + 1];
        int count = 0;
        for (int second = 1; second < seconds; second++) {
            while (count < arrivals.length && arrivals[count] < second * NANOS_PER_SECOND) {
                count++;
            }
            due[second] = count;
        }
        due[seconds] = arrivals.length;
        ends = new long[arrivals.length + 1];
    }

    int requests() {
        return arrivals.length;
    }

    int seconds() {
        return due.length - 1;
    }

    double serviceSeconds() {
        return serviceNanos / 1e9;
    }

    /** Requests that come in that second, in core-seconds. */
    double workOf(int second) {
        return (due[second + 1] - due[second]) * serviceSeconds();
    }

    /** What is left to do at the second's start of what came before, in core-seconds. */
    double backlog(State state, int second) {
        long nanos = (due[second] - state.next) * serviceNanos;
        for (long end : state.ends) {
            nanos += end - second * NANOS_PER_SECOND;
        }
        return nanos / 1e9;
    }

    Played play(State from, int second, int replicas) {
        long begin = second * NANOS_PER_SECOND;
        long over = second + 1 == seconds() ? Long.MAX_VALUE : begin + NANOS_PER_SECOND;
        int count = from.ends.length;
        System.arraycopy(from.ends, 0, ends, 0, count);
        int late = 0;
        int next = from.next;
        for (; next < due[second + 1]; next++) {
            long start = Math.max(arrivals[next], begin);
            if (count >= replicas) {
                start = Math.max(start, ends[count - replicas]);
            }
            if (start >= over) {
                break;
            }
            ends[count++] = start + serviceNanos;
            late += start + serviceNanos - arrivals[next] > sloNanos ? 1 : 0;
        }
        int done = 0;
        while (done < count && ends[done] <= over) {
            done++;
        }
        return new Played(new State(next, Arrays.copyOfRange(ends, done, count)), late, drained(from, begin, replicas));
    }

    private static double drained(State from, long begin, int replicas) {
        long nanos = 0;
        for (int i = 0; i < from.ends.length - replicas; i++) {
            nanos += from.ends[i] - begin;
        }
        return nanos / 1e9;
    }

    /** How many are late with so many replicas all the time. */
    int late(int replicas) {
        int late = 0;
        State state = State.EMPTY;
        for (int second = 0; second < seconds(); second++) {
            Played played = play(state, second, replicas);
            late += played.late();
            state = played.state();
        }
        return late;
    }
}
