package org.elasticml.loadtester.measure;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

class CostTest {
    private static final int CORES = 2;

    /**
     * Two replicas until 2 s, then 3 with one booting and one draining: 5; a gap at 3 s. Of a run of 4 s: (2 × 2 s + 5 × 2 s)
     * × 2 cores.
     */
    private static final List<Sample> SAMPLES = List.of(sample(0.5, 2, 0, 0), sample(2, 3, 1, 1), gap(3));

    @Test
    void countsBootingAndDrainingReplicasAndHoldsOverGaps() {
        assertEquals(Optional.of(new Cost(28, 3.5, 5)), Cost.of(SAMPLES, 4));
    }

    @Test
    void endsWithTheRun() {
        assertEquals(Optional.of(new Cost(4, 2, 2)), Cost.of(SAMPLES, 1));
    }

    @Test
    void grows() {
        assertArrayEquals(new double[] {4, 8, 18, 28}, Cost.cumulative(SAMPLES, 4, 4));
        assertArrayEquals(new double[] {4, 8, 13, 13}, Cost.cumulative(SAMPLES, 4, 2.5));
    }

    @Test
    void isUnknownWithoutReplicas() {
        assertEquals(Optional.empty(), Cost.of(List.of(), 4));
        assertEquals(Optional.empty(), Cost.of(List.of(gap(1)), 4));
        assertEquals(0, Cost.cumulative(List.of(gap(1)), 4, 4).length);
    }

    private static Sample sample(double seconds, int ready, int booting, int draining) {
        return new Sample(
                (long) (seconds * 1e9),
                OptionalInt.of(ready),
                OptionalInt.of(booting),
                OptionalInt.of(draining),
                OptionalInt.empty(),
                OptionalInt.empty(),
                CORES);
    }

    private static Sample gap(double seconds) {
        return new Sample(
                (long) (seconds * 1e9),
                OptionalInt.empty(),
                OptionalInt.empty(),
                OptionalInt.empty(),
                OptionalInt.empty(),
                OptionalInt.empty(),
                CORES);
    }
}
