package org.elasticml.loadtester.agent;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.PrimitiveIterator;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class ShareTest {
    @Test
    void isEveryNth() {
        assertEquals(List.of(0L, 3L, 6L, 9L), instants(new Share(0, 3), 10));
        assertEquals(List.of(1L, 4L, 7L), instants(new Share(1, 3), 10));
        assertEquals(List.of(2L, 5L, 8L), instants(new Share(2, 3), 10));
    }

    @Test
    void isAllIfThereIsOne() {
        assertEquals(List.of(0L, 1L, 2L), instants(new Share(0, 1), 3));
    }

    @Test
    void mayBeEmpty() {
        assertFalse(new Share(2, 3).of(LongStream.range(0, 2).iterator()).hasNext());
    }

    @Test
    void sharesTogetherAreTheSchedule() {
        List<Long> all = new ArrayList<>();
        IntStream.range(0, 7).forEach(i -> all.addAll(instants(new Share(i, 7), 100)));
        Collections.sort(all);
        assertEquals(LongStream.range(0, 100).boxed().toList(), all);
    }

    /** The third request of the second agent is the eighth of all: number 7. */
    @Test
    void carriesWhatTheRequestWouldCarryAlone() {
        int[] next = {0};
        Supplier<Integer> own = new Share(1, 3).of(() -> next[0]++);
        assertEquals(List.of(1, 4, 7), List.of(own.get(), own.get(), own.get()));
    }

    private static List<Long> instants(Share share, int requests) {
        List<Long> instants = new ArrayList<>();
        PrimitiveIterator.OfLong own = share.of(LongStream.range(0, requests).iterator());
        own.forEachRemaining((long instant) -> instants.add(instant));
        return instants;
    }
}
