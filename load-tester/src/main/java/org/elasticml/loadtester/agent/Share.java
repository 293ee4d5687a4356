package org.elasticml.loadtester.agent;

import java.util.NoSuchElementException;
import java.util.PrimitiveIterator;
import java.util.function.Supplier;

/**
 * Which requests of a schedule an agent sends: the i-th goes to agent i mod n, all from 0.
 *
 * @param index from 0, less than {@code of}
 * @param of how many agents there are
 */
record Share(int index, int of) {
    Share {
        if (index < 0 || index >= of) {
            throw new IllegalArgumentException("share " + index + " of " + of);
        }
    }

    /** Its instants, of all of them. */
    PrimitiveIterator.OfLong of(PrimitiveIterator.OfLong all) {
        skip(all, index);
        return new PrimitiveIterator.OfLong() {
            @Override
            public boolean hasNext() {
                return all.hasNext();
            }

            @Override
            public long nextLong() {
                if (!all.hasNext()) {
                    throw new NoSuchElementException();
                }
                long instant = all.nextLong();
                skip(all, of - 1);
                return instant;
            }
        };
    }

    private static void skip(PrimitiveIterator.OfLong all, int count) {
        for (int i = 0; i < count && all.hasNext(); i++) {
            all.nextLong();
        }
    }

    /** What its requests carry, of what all would carry, one after another. */
    <T> Supplier<T> of(Supplier<T> all) {
        skip(all, index);
        return () -> {
            T own = all.get();
            skip(all, of - 1);
            return own;
        };
    }

    private static void skip(Supplier<?> all, int count) {
        for (int i = 0; i < count; i++) {
            all.get();
        }
    }
}
