package org.elasticml.core.dispatch;

import java.util.Arrays;

/** The instants of the last so many nanoseconds: a ring of numbers that grows, since there can be millions. */
final class Instants {
    private final long windowNanos;
    private long[] ring = new long[16];
    private int first;
    private int size;

    Instants(long windowNanos) {
        this.windowNanos = windowNanos;
    }

    /**
     * @param nanos not before the one added last
     */
    void add(long nanos) {
        forget(nanos);
        if (size == ring.length) {
            long[] larger = Arrays.copyOfRange(ring, first, first + 2 * size);
            System.arraycopy(ring, 0, larger, size - first, first);
            ring = larger;
            first = 0;
        }
        ring[first + size & ring.length - 1] = nanos;
        size++;
    }

    /** How many there are, as of now. */
    int count(long nowNanos) {
        forget(nowNanos);
        return size;
    }

    private void forget(long nowNanos) {
        while (size > 0 && nowNanos - ring[first] >= windowNanos) {
            first = first + 1 & ring.length - 1;
            size--;
        }
    }
}
