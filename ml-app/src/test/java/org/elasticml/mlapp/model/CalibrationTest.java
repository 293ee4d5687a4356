package org.elasticml.mlapp.model;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;

/** Where 8 bits end. A bin is 1/64 of a doubling wide, so sizes are known to about a hundredth. */
class CalibrationTest {
    private static final int STEPS = 255;

    /** The bin in which a number of this size is counted. */
    private static int bin(double size) {
        return (int) Math.floor((Math.log(size) / Math.log(2) + 16) * 64);
    }

    /** Numbers evenly from 0 to 1, ten thousand of them. */
    private static float[] even() {
        float[] histogram = new float[Calibration.BINS];
        for (int i = 1; i < 10_000; i++) {
            histogram[bin(i / 10_000.0)]++;
        }
        return histogram;
    }

    @Test
    void numbersOfOneScaleAreAllKept() {
        assertEquals(1, Calibration.limit(even(), STEPS), 0.02);
    }

    @Test
    void aRareLargeNumberIsCutOffToKeepTheOthersFine() {
        float[] histogram = even();
        histogram[bin(8)] = 1;
        // Up to 8: ten thousand numbers off by (8 / 255)² / 12, 0.8 in all. Up to 1: one number off by 7² = 49.
        assertEquals(8, Calibration.limit(histogram, STEPS), 0.1);
        for (int i = 0; i < histogram.length; i++) {
            histogram[i] *= histogram[i] > 1 || i != bin(8) ? 1000 : 1;
        }
        // The same with ten million: 820 against 49.
        double cut = Calibration.limit(histogram, STEPS);
        assertTrue(cut < 4, "the limit is " + cut);
    }

    @Test
    void fewerStepsCutEarlier() {
        float[] histogram = even();
        histogram[bin(8)] = 1;
        assertTrue(Calibration.limit(histogram, 15) < Calibration.limit(histogram, STEPS));
    }

    @Test
    void aLayerOfZerosHasALimitAllTheSame() {
        assertTrue(Calibration.limit(new float[Calibration.BINS], STEPS) > 0);
    }

    @Test
    void limitsArePositiveNumbers() {
        for (double wrong : new double[] {0, -1, Double.NaN, Double.POSITIVE_INFINITY}) {
            assertThrows(
                    IllegalArgumentException.class, () -> new Calibration("hash", "folder", 1, List.of(1.0, wrong)));
        }
    }
}
