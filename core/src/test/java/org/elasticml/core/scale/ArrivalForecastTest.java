package org.elasticml.core.scale;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ArrivalForecastTest {
    private final ArrivalForecast forecast = new ArrivalForecast();
    private double seconds;
    private double total;

    private void read(double arrivals) {
        total += arrivals;
        forecast.add(seconds++, total);
    }

    private static int poisson(double mean, SplittableRandom random) {
        int n = -1;
        for (double sum = 0; sum < mean; n++) {
            sum -= Math.log1p(-random.nextDouble());
        }
        return n;
    }

    @Test
    void knowsNothingFromOneReading() {
        read(0);
        assertFalse(forecast.isKnown());
    }

    @Test
    void steadyArrivalsAreTheirMean() {
        for (int i = 0; i < 100; i++) {
            read(7);
        }
        assertEquals(7, forecast.perSecond(), 1e-9);
        assertEquals(7, forecast.perSecondIn(15), 1e-9);
    }

    @Test
    void aSurgeIsSeenAtTheNextReadingAndExpectedToGoOn() {
        for (int i = 0; i < 60; i++) {
            read(7);
        }
        read(26);
        assertEquals(26, forecast.perSecond(), 1e-9);
        assertEquals(26, forecast.perSecondIn(6), 1e-9);
        assertEquals(1.5 * 26, forecast.surgePerSecondIn(6), 1e-9);
        for (int i = 0; i < 4; i++) {
            read(26);
        }
        assertEquals(0, forecast.surgePerSecondIn(6), "it did not go on");
    }

    @Test
    void beginningAnewIsNoSurge() {
        for (int i = 0; i < 120; i++) {
            read(i < 60 ? 7 : 26);
        }
        forecast.clear();
        read(26);
        read(26);
        assertEquals(0, forecast.surgePerSecondIn(6));
    }

    @Test
    void whatPoissonNoiseExplainsIsNoSurge() {
        for (int i = 0; i < 60; i++) {
            read(7);
        }
        read(15);
        assertEquals(7.2, forecast.perSecond(), 0.4);
    }

    @Test
    void aSmallSurgeIsSeenWithinThreeReadings() {
        for (int i = 0; i < 60; i++) {
            read(7);
        }
        read(17);
        read(17);
        read(17);
        assertEquals(17, forecast.perSecond(), 1e-9);
    }

    @Test
    void aRampIsFollowedAndContinued() {
        for (int i = 0; i < 200; i++) {
            read(20 + 0.5 * i);
        }
        assertEquals(119.5, forecast.perSecond(), 3);
        assertEquals(119.5 + 0.5 * 16, forecast.perSecondIn(16), 4);
    }

    @Test
    void theErrorGrowsWithTheTimeAhead() {
        for (int i = 0; i <= 60; i++) {
            read(9);
        }
        double level = Math.sqrt(9 / 60.0);
        assertEquals(level, forecast.errorIn(0), 1e-6);
        // That of the slope is √(12 / 60³) of the root of the rate; the line is fitted to the middles of the readings.
        assertEquals(Math.hypot(level, 16 * 3 * Math.sqrt(12 / 216_000.0)), forecast.errorIn(16), 1e-3);
    }

    @ParameterizedTest
    @ValueSource(doubles = {3, 7, 30, 200})
    void noiseIsNotChased(double rate) {
        SplittableRandom random = new SplittableRandom(1);
        double squares = 0;
        int jumps = 0;
        for (int i = 0; i < 60; i++) {
            read(poisson(rate, random));
        }
        for (int i = 0; i < 3600; i++) {
            read(poisson(rate, random));
            double error = forecast.perSecond() - rate;
            squares += error * error;
            jumps += Math.max(forecast.perSecondIn(6), forecast.surgePerSecondIn(6)) > 1.5 * rate ? 1 : 0;
        }
        assertTrue(Math.sqrt(squares / 3600) < 3 * Math.sqrt(rate / 60), "error " + Math.sqrt(squares / 3600));
        assertTrue(jumps <= 10, jumps + " seconds of an hour");
    }
}
