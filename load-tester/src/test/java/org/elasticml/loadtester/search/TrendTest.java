package org.elasticml.loadtester.search;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class TrendTest {
    private static final double[] RISING = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10};

    @Test
    void findsARiseThatIsLargeEnough() {
        assertTrue(Trend.rises(RISING, 9));
        assertFalse(Trend.rises(RISING, 9.1));
    }

    @Test
    void findsNoneInWhatFallsOrStands() {
        assertFalse(Trend.rises(new double[] {10, 9, 8, 7, 6, 5, 4, 3, 2, 1}, 0));
        assertFalse(Trend.rises(new double[] {5, 5, 5, 5, 5, 5, 5, 5, 5, 5}, 0));
        assertFalse(Trend.rises(new double[] {1, 1, 1, 1, 1, 1, 1, 1, 1, 100}, 0));
    }

    @Test
    void looksPastAnOutlierAndGaps() {
        assertTrue(Trend.rises(new double[] {1, 2, 3, 4, 90, 6, 7, 8, 9, 10}, 8));
        assertTrue(Trend.rises(new double[] {1, 2, 3, Double.NaN, 5, 6, 7, 8, 9, 10}, 9));
    }

    /** Once in a hundred, as the test promises. */
    @Test
    void rarelyFindsOneInChance() {
        Random random = new Random(1);
        long found = IntStream.range(0, 20_000)
                .filter(i -> {
                    double[] values = new double[10];
                    Arrays.setAll(values, block -> random.nextGaussian());
                    return Trend.rises(values, 0);
                })
                .count();
        assertTrue(found > 0 && found < 200, found + " of 20000");
    }
}
