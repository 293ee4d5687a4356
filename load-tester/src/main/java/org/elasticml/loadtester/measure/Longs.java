package org.elasticml.loadtester.measure;

import java.util.ArrayList;
import java.util.List;

/** A column of whole numbers that grows piece by piece: never is all of it copied, which would hold up who adds. */
final class Longs {
    private static final int PIECE_BITS = 13;
    private static final int PIECE = 1 << PIECE_BITS;

    private final List<long[]> pieces = new ArrayList<>();
    private int size;

    void add(long value) {
        if (size == pieces.size() << PIECE_BITS) {
            pieces.add(new long[PIECE]);
        }
        pieces.get(size >>> PIECE_BITS)[size & (PIECE - 1)] = value;
        size++;
    }

    long get(int row) {
        return pieces.get(row >>> PIECE_BITS)[row & (PIECE - 1)];
    }

    void clear() {
        size = 0;
    }

    long[] toArray() {
        long[] values = new long[size];
        for (int from = 0; from < size; from += PIECE) {
            System.arraycopy(pieces.get(from >>> PIECE_BITS), 0, values, from, Math.min(PIECE, size - from));
        }
        return values;
    }

    /** Those rows, in that order. */
    Longs rows(int[] order) {
        Longs picked = new Longs();
        for (int row : order) {
            picked.add(get(row));
        }
        return picked;
    }
}
