package org.elasticml.core.simulate;

import java.util.Arrays;

/** What is to happen to numbered replicas, the earliest first; among equals, the lowest number. A binary heap. */
final class Schedule {
    static final long NEVER = Long.MAX_VALUE;

    private long[] nanos = new long[16];
    private int[] numbers = new int[16];
    private int size;

    void add(long atNanos, int number) {
        if (size == nanos.length) {
            nanos = Arrays.copyOf(nanos, 2 * size);
            numbers = Arrays.copyOf(numbers, 2 * size);
        }
        int place = size++;
        while (place > 0) {
            int parent = (place - 1) / 2;
            if (!isBefore(atNanos, number, parent)) {
                break;
            }
            nanos[place] = nanos[parent];
            numbers[place] = numbers[parent];
            place = parent;
        }
        nanos[place] = atNanos;
        numbers[place] = number;
    }

    private boolean isBefore(long atNanos, int number, int place) {
        return atNanos < nanos[place] || atNanos == nanos[place] && number < numbers[place];
    }

    /** When the next is; {@link #NEVER} if there is none. */
    long nextNanos() {
        return size == 0 ? NEVER : nanos[0];
    }

    /** Takes the next out; there is one. */
    int remove() {
        int first = numbers[0];
        size--;
        long atNanos = nanos[size];
        int number = numbers[size];
        int place = 0;
        for (int child = 1; child < size; child = 2 * place + 1) {
            if (child + 1 < size && isBefore(nanos[child + 1], numbers[child + 1], child)) {
                child++;
            }
            if (isBefore(atNanos, number, child)) {
                break;
            }
            nanos[place] = nanos[child];
            numbers[place] = numbers[child];
            place = child;
        }
        nanos[place] = atNanos;
        numbers[place] = number;
        return first;
    }
}
