package org.elasticml.mlapp.serving;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** Nothing to decode; 1 s for one photo, 2 s for two, 4 s for four, which is the cap. */
class ForecastTest {
    private static final BatchRule RULE = new BatchRule(4, 0);

    private final ServiceTimes times = new ServiceTimes(new TreeMap<>(Map.of(1, 1.0, 4, 4.0)), 0);

    private double seconds(int waiting, double... freeIn) {
        return Forecast.seconds(freeIn, waiting, RULE, times);
    }

    @Test
    void isItsOwnTimeWhereAThreadIsFree() {
        assertEquals(1, seconds(0, 0), 1e-9);
        assertEquals(1, seconds(0, 7, 0), 1e-9);
    }

    @Test
    void addsWhatTheThreadIsAtAndTheBatchItWillBeIn() {
        assertEquals(0.3 + 1, seconds(0, 0.3), 1e-9);
        assertEquals(0.3 + 4, seconds(3, 0.3), 1e-9, "the fourth of the next batch");
        assertEquals(0.3 + 4 + 1, seconds(4, 0.3), 1e-9, "first of the one after");
        assertEquals(0.3 + 4 + 4 + 3, seconds(10, 0.3), 1e-9);
    }

    @Test
    void severalThreadsShareWhatWaits() {
        assertEquals(0.5 + 1, seconds(4, 0.3, 0.5), 1e-9, "four go with the first, the new one with the second");
        assertEquals(4.3 + 1, seconds(8, 0.3, 0.5), 1e-9, "one batch each, then the first is free again");
    }

    @Test
    void addsTheDelayOfABatchThatIsNotFull() {
        BatchRule classic = new BatchRule(4, 20_000_000);
        assertEquals(0.020 + 1, Forecast.seconds(new double[] {0}, 0, classic, times), 1e-9);
        assertEquals(0.300 + 2, Forecast.seconds(new double[] {0.3}, 1, classic, times), 1e-9, "over by then");
        assertEquals(4, Forecast.seconds(new double[] {0}, 3, classic, times), 1e-9, "full");
    }
}
