package org.elasticml.core.workload;

import java.util.Comparator;
import java.util.NoSuchElementException;
import java.util.PrimitiveIterator;
import java.util.PriorityQueue;

/** See {@link Arrivals#BARAZMOON}: merges the requests of seconds that overrun with those of the seconds after. */
final class BarAzmoonInstants implements PrimitiveIterator.OfLong {
    private static final long NANOS_PER_SECOND = 1_000_000_000;

    private final Workload workload;
    private final int seed;
    private final WholeCounts counts = new WholeCounts();
    /** Seconds that began and have requests left. One lasts at most 37 s, the longest gap there is, so they are few. */
    private final PriorityQueue<Second> open = new PriorityQueue<>(Comparator.comparingLong(second -> second.next));

    private int begun;

    BarAzmoonInstants(Workload workload, int seed) {
        this.workload = workload;
        this.seed = seed;
        beginSeconds();
    }

    /** Begins all seconds that could hold the next instant. */
    private void beginSeconds() {
        while (begun < workload.seconds() && (open.isEmpty() || begun * NANOS_PER_SECOND <= open.peek().next)) {
            long count = counts.next(workload.ratePerSecond(begun));
            if (count > 0) {
                open.add(new Second(begun * NANOS_PER_SECOND, count, seed));
            }
            begun++;
        }
    }

    @Override
    public boolean hasNext() {
        return !open.isEmpty();
    }

    @Override
    public long nextLong() {
        if (!hasNext()) {
            throw new NoSuchElementException();
        }
        Second earliest = open.poll();
        long instant = earliest.next;
        if (earliest.advance()) {
            open.add(earliest);
        }
        beginSeconds();
        return instant;
    }

    /** The requests of one second. */
    private static final class Second {
        private final long startNanos;
        private final double meanGapSeconds;
        private final MersenneTwister random;
        private double sinceStartSeconds;
        private long left;
        private long next;

        Second(long startNanos, long count, int seed) {
            this.startNanos = startNanos;
            meanGapSeconds = 1.0 / count;
            random = new MersenneTwister(seed);
            left = count + 1;
            advance();
        }

        /** Whether there is another one. */
        boolean advance() {
            left--;
            if (left == 0) {
                return false;
            }
            sinceStartSeconds += meanGapSeconds * -Math.log(1 - random.nextDouble());
            next = startNanos + (long) (sinceStartSeconds * NANOS_PER_SECOND);
            return true;
        }
    }
}
