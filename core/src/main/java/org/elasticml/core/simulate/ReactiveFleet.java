package org.elasticml.core.simulate;

import java.util.ArrayDeque;
import java.util.Deque;

/**
 * As many replicas as the busiest second needs that was over a boot ago, and no longer ago than a memory reaches. See {@link
 * Yardsticks#reactiveBound}.
 */
final class ReactiveFleet {
    private static final long NANOS_PER_SECOND = 1_000_000_000;

    private final long[] arrivals;
    private final long serviceNanos;
    private final int initialReplicas;
    private final long bootNanos;
    private final long memoryNanos;

    /** What their cores can have done by an instant, which is asked for in order. */
    private final class Capacity {
        /** What the second that ended with an arrival needs, until it is forgotten; each less than the one before. */
        private record Need(int replicas, long untilNanos) {}

        private final Deque<Need> needs = new ArrayDeque<>();
        private int next;
        private int second;
        private long now;
        private long coreNanos;

        long coreNanosUntil(long nanos) {
            while (true) {
                long known = next < arrivals.length ? arrivals[next] + bootNanos : Schedule.NEVER;
                long forgotten =
                        needs.isEmpty() ? Schedule.NEVER : needs.getFirst().untilNanos();
                if (Math.min(known, forgotten) > nanos) {
                    advance(nanos);
                    return coreNanos;
                }
                advance(Math.min(known, forgotten));
                if (forgotten <= known) {
                    needs.removeFirst();
                } else {
                    learn();
                }
            }
        }

        private void advance(long nanos) {
            int replicas = needs.isEmpty() ? 0 : needs.getFirst().replicas();
            coreNanos += Math.max(initialReplicas, replicas) * (nanos - now);
            now = nanos;
        }

        private void learn() {
            while (arrivals[second] <= arrivals[next] - NANOS_PER_SECOND) {
                second++;
            }
            long work = (next - second + 1) * serviceNanos;
            int replicas = (int) ((work + NANOS_PER_SECOND - 1) / NANOS_PER_SECOND);
            while (!needs.isEmpty() && needs.getLast().replicas() <= replicas) {
                needs.removeLast();
            }
            needs.addLast(new Need(replicas, now + memoryNanos));
            next++;
        }
    }

    ReactiveFleet(long[] arrivals, long serviceNanos, int initialReplicas, long bootNanos, long memoryNanos) {
        this.arrivals = arrivals;
        this.serviceNanos = serviceNanos;
        this.initialReplicas = initialReplicas;
        this.bootNanos = bootNanos;
        this.memoryNanos = memoryNanos;
    }

    /** How many are done so long after they came, at most. */
    int servedWithin(long sloNanos) {
        Capacity begun = new Capacity();
        Capacity due = new Capacity();
        long done = 0;
        int served = 0;
        for (long arrival : arrivals) {
            long end = Math.max(done, begun.coreNanosUntil(arrival)) + serviceNanos;
            if (end <= due.coreNanosUntil(arrival + sloNanos)) {
                done = end;
                served++;
            }
        }
        return served;
    }
}
