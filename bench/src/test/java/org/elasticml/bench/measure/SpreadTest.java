package org.elasticml.bench.measure;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;

class SpreadTest {
    @Test
    void medianIsTheMiddleOfTheSorted() {
        assertEquals(new Spread(3, 1, 9), Spread.of(List.of(9.0, 1.0, 3.0)));
        assertEquals(new Spread(2.5, 1, 9), Spread.of(List.of(9.0, 2.0, 1.0, 3.0)));
        assertEquals(new Spread(7, 7, 7), Spread.of(List.of(7.0)));
        assertThrows(IllegalArgumentException.class, () -> Spread.of(List.of()));
    }

    @Test
    void ratiosAreTakenRoundByRound() {
        // The second round was four times as slow for both. The ratio of the medians would be 20 / 8 = 2.5.
        assertEquals(new Spread(3, 2, 4), Spread.ofRatios(List.of(20.0, 6.0, 32.0), List.of(10.0, 2.0, 8.0)));
        assertThrows(IllegalArgumentException.class, () -> Spread.ofRatios(List.of(1.0), List.of(1.0, 2.0)));
    }

    @Test
    void isWrittenAlikeEverywhere() {
        Locale before = Locale.getDefault();
        try {
            Locale.setDefault(Locale.GERMANY);
            assertEquals("2.50 (1.00 to 9.00)", new Spread(2.5, 1, 9).text(2));
        } finally {
            Locale.setDefault(before);
        }
    }
}
