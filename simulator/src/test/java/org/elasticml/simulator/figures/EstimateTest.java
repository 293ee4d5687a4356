package org.elasticml.simulator.figures;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EstimateTest {
    /** From the printed table (Abramowitz and Stegun, table 26.10). */
    @ParameterizedTest
    @CsvSource({
        "0.95, 1, 12.706",
        "0.95, 2, 4.303",
        "0.95, 3, 3.182",
        "0.95, 4, 2.776",
        "0.95, 9, 2.262",
        "0.95, 30, 2.042",
        "0.99, 4, 4.604",
        "0.9, 7, 1.895"
    })
    void quantilesAreThoseOfTheTable(double confidence, int degreesOfFreedom, double t) {
        assertEquals(t, StudentT.twoSided(confidence, degreesOfFreedom), 0.0005);
    }

    /** Standard deviation √2.5 of five values: 2.776·√(2.5/5) on both sides. */
    @Test
    void intervalIsStudents() {
        Estimate estimate = Estimate.of(1, 2, 3, 4, 5);
        assertEquals(3, estimate.mean());
        assertEquals(3 - 1.9632, estimate.low(), 0.0005);
        assertEquals(3 + 1.9632, estimate.high(), 0.0005);
        assertEquals(1.9632, estimate.halfWidth(), 0.0005);
    }

    @Test
    void oneValueHasNoInterval() {
        Estimate estimate = Estimate.of(7, Double.NaN);
        assertEquals(7, estimate.mean());
        assertNull(estimate.low());
        assertNull(estimate.high());
        assertFalse(estimate.hasInterval());
    }

    @Test
    void nothingIsKnownOfNothing() {
        assertEquals(new Estimate(null, null, null), Estimate.of(Double.NaN));
        assertFalse(Estimate.of().hasMean());
    }
}
