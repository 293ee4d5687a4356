package org.elasticml.loadtester.measure;

import java.util.ArrayList;
import java.util.List;

/** As {@link Longs}, in half the room. */
final class Ints {
    private static final int PIECE_BITS = 13;
    private static final int PIECE = 1 << PIECE_BITS;

    private final List<int[]> pieces = new ArrayList<>();
    private int size;

    void add(int value) {
        if (size == pieces.size() << PIECE_BITS) {
            pieces.add(new int[PIECE]);
        }
        pieces.get(size >>> PIECE_BITS)[size & (PIECE - 1)] = value;
        size++;
    }

    int get(int row) {
        return pieces.get(row >>> PIECE_BITS)[row & (PIECE - 1)];
    }

    /** Those rows, in that order. */
    Ints rows(int[] order) {
        Ints picked = new Ints();
        for (int row : order) {
            picked.add(get(row));
        }
        return picked;
    }
}
