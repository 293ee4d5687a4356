package org.elasticml.bench.profile;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;

import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class FittedCurveTest {
    private static BatchTime time(long batches, double seconds) {
        return new BatchTime(batches, seconds, 0.001);
    }

    private static double[] fitted(Map<Integer, BatchTime> measured) {
        return FittedCurve.seconds(new TreeMap<>(measured));
    }

    @Test
    void whatGrowsStaysAsItIs() {
        assertArrayEquals(new double[] {1, 2, 4}, fitted(Map.of(1, time(5, 1), 2, time(9, 2), 3, time(1, 4))));
    }

    /** 3 batches of 4 s and 1 of 2 s pull together to 3.5 s. */
    @Test
    void whatFallsIsLevelledByItsBatches() {
        assertArrayEquals(
                new double[] {1, 3.5, 3.5, 5},
                fitted(Map.of(1, time(1, 1), 2, time(3, 4), 3, time(1, 2), 4, time(2, 5))));
    }

    /** 2 and 1.5 first, and what they make of it with the 1.8 below them. */
    @Test
    void aLevelThatFallsBelowTheOneBeforeIsLevelledWithIt() {
        assertArrayEquals(
                new double[] {1.8, 1.8, 1.8}, fitted(Map.of(1, time(1, 1.9), 2, time(1, 2), 3, time(1, 1.5))), 1e-12);
    }

    @Test
    void whatDidNotComeUpLiesBetween() {
        assertArrayEquals(new double[] {1, 2, 3, 4}, fitted(Map.of(1, time(5, 1), 4, time(5, 4))));
    }
}
