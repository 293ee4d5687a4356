package org.elasticml.loadtester.measure;

import java.util.Arrays;

/** A column of whole numbers that grows. */
final class Longs {
    private static final int FIRST_CAPACITY = 1024;

    private long[] values;
    private int size;

    Longs() {
        this(new long[FIRST_CAPACITY], 0);
    }

    private Longs(long[] values, int size) {
        this.values = values;
        this.size = size;
    }

    void add(long value) {
        if (size == values.length) {
            values = Arrays.copyOf(values, size + size / 2);
        }
        values[size++] = value;
    }

    long get(int row) {
        return values[row];
    }

    void clear() {
        size = 0;
    }

    long[] toArray() {
        return Arrays.copyOf(values, size);
    }

    /** Those rows, in that order. */
    Longs rows(int[] order) {
        long[] picked = new long[order.length];
        for (int i = 0; i < order.length; i++) {
            picked[i] = values[order[i]];
        }
        return new Longs(picked, order.length);
    }
}
