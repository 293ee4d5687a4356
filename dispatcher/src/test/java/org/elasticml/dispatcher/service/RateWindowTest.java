package org.elasticml.dispatcher.service;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

class RateWindowTest {
    private static final long SECOND = 1_000_000_000L;

    private final RateWindow window = new RateWindow(5 * SECOND);

    private void count(int times, long atNanos) {
        for (int i = 0; i < times; i++) {
            window.count(atNanos);
        }
    }

    @Test
    void isTheMeanOfTheWholeSecondsSoFar() {
        count(4, 5 * SECOND);
        assertEquals(0, window.perSecond(5 * SECOND), "no second is over");
        count(8, 6 * SECOND);
        assertEquals(4, window.perSecond(6 * SECOND));
        assertEquals(6, window.perSecond(7 * SECOND));
    }

    @Test
    void forgetsAfterTenSeconds() {
        count(10, 5 * SECOND);
        assertEquals(1, window.perSecond(15 * SECOND));
        assertEquals(0, window.perSecond(16 * SECOND));
        count(5, 16 * SECOND);
        assertEquals(0.5, window.perSecond(17 * SECOND));
        assertEquals(0, window.perSecond(1_000 * SECOND));
    }

    @Test
    void worksOnAClockBelowZero() {
        RateWindow early = new RateWindow(-3 * SECOND / 2);
        early.count(-3 * SECOND / 2);
        assertEquals(1, early.perSecond(-SECOND / 2));
    }
}
