package org.elasticml.loadtester.measure;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class BootstrapTest {
    @Test
    void ofOneValueIsThatValue() {
        assertEquals(new Interval(7, 7, 7), Bootstrap.mean(7));
    }

    /**
     * Of 0 and 1 the resamples' means are 0, ½ and 1 with shares of a quarter, a half and a quarter: the middle 95 % reach
     * from 0 to 1.
     */
    @Test
    void ofTwoValuesReachesFromOneToTheOther() {
        assertEquals(new Interval(0.5, 0, 1), Bootstrap.mean(0, 1));
    }

    /** Of many values the interval is that of the normal distribution: mean ± 1.96 σ/√n = 49.5 ± 1.96 × 28.866/10. */
    @Test
    void ofManyValuesIsThatOfTheNormalDistribution() {
        Interval interval =
                Bootstrap.mean(IntStream.range(0, 100).asDoubleStream().toArray());
        assertEquals(49.5, interval.mean());
        assertEquals(49.5 - 1.96 * 2.8866, interval.low(), 0.2);
        assertEquals(49.5 + 1.96 * 2.8866, interval.high(), 0.2);
    }

    @Test
    void isTheSameEachTime() {
        assertEquals(Bootstrap.mean(3, 1, 4, 1, 5), Bootstrap.mean(3, 1, 4, 1, 5));
        assertTrue(Bootstrap.mean(3, 1, 4, 1, 5).low() < 2.8);
    }
}
