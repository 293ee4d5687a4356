package org.elasticml.core.workload;

import java.util.NoSuchElementException;
import java.util.PrimitiveIterator;

/** See {@link Arrivals#BURST}. */
final class BurstInstants implements PrimitiveIterator.OfLong {
    private static final long NANOS_PER_SECOND = 1_000_000_000;

    private final Workload workload;
    private final WholeCounts counts = new WholeCounts();
    private int second = -1;
    /** Requests of {@link #second} still to come. */
    private long left;

    BurstInstants(Workload workload) {
        this.workload = workload;
        skipEmptySeconds();
    }

    private void skipEmptySeconds() {
        while (left == 0 && ++second < workload.seconds()) {
            left = counts.next(workload.ratePerSecond(second));
        }
    }

    @Override
    public boolean hasNext() {
        return left > 0;
    }

    @Override
    public long nextLong() {
        if (!hasNext()) {
            throw new NoSuchElementException();
        }
        long instant = second * NANOS_PER_SECOND;
        left--;
        skipEmptySeconds();
        return instant;
    }
}
