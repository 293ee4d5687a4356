package org.elasticml.loadtester.measure;

import java.util.Arrays;

/** As {@link Longs}, in half the room. */
final class Ints {
    private static final int FIRST_CAPACITY = 1024;

    private int[] values;
    private int size;

    Ints() {
        this(new int[FIRST_CAPACITY], 0);
    }

    private Ints(int[] values, int size) {
        this.values = values;
        this.size = size;
    }

    void add(int value) {
        if (size == values.length) {
            values = Arrays.copyOf(values, size + size / 2);
        }
        values[size++] = value;
    }

    int get(int row) {
        return values[row];
    }

    /** Those rows, in that order. */
    Ints rows(int[] order) {
        int[] picked = new int[order.length];
        for (int i = 0; i < order.length; i++) {
            picked[i] = values[order[i]];
        }
        return new Ints(picked, order.length);
    }
}
