package org.elasticml.core.workload;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.NoSuchElementException;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class KolmogorovSmirnovTest {
    /** A surge, silence, and fractions. */
    private static final Workload MOVING = Workload.of(20, 20, 300, 0, 0, 0.5, 700, 150.25, 40, 40);

    private static KolmogorovSmirnov test(Arrivals arrivals, Workload workload, long seed) {
        return KolmogorovSmirnov.of(workload, arrivals.instantsNanos(workload, seed));
    }

    /** Quantiles 0.25 and 0.9 of the exponential law, where the empirical one steps from 0 to ½ and to 1. */
    @Test
    void distanceIsTheLargestOnEitherSideOfAStep() {
        KolmogorovSmirnov result = KolmogorovSmirnov.exponential(new double[] {-Math.log(0.1), -Math.log(0.75)});
        assertEquals(2, result.gaps());
        assertEquals(0.4, result.distance(), 1e-12);
        assertEquals(
                0.5, KolmogorovSmirnov.exponential(new double[] {Math.log(2)}).distance(), 1e-12);
    }

    /** L. H. Miller: Table of percentage points of Kolmogorov statistics. J. Am. Statist. Ass. 51, 1956. */
    @ParameterizedTest
    @CsvSource({
        "5, 0.56328, 0.05",
        "10, 0.36866, 0.10",
        "10, 0.40925, 0.05",
        "20, 0.29408, 0.05",
        "50, 0.18841, 0.05",
        "100, 0.13403, 0.05",
        "100, 0.16081, 0.01"
    })
    void pValuesAreThoseOfTheTables(int n, double distance, double level) {
        assertEquals(level, KolmogorovSmirnov.pValue(n, distance), 0.03 * level);
    }

    /** Quantiles of the limiting distribution, on both sides of where the series change. */
    @ParameterizedTest
    @CsvSource({"0.4410, 0.99", "0.5196, 0.95", "0.8276, 0.5", "1.2239, 0.1", "1.3581, 0.05", "1.6276, 0.01"})
    void manyGapsFollowTheLimitingDistribution(double quantile, double level) {
        int n = 1_000_000_000;
        assertEquals(level, KolmogorovSmirnov.pValue(n, quantile / Math.sqrt(n)), 2e-4);
    }

    @Test
    void theTwoSeriesMeet() {
        assertEquals(KolmogorovSmirnov.pValue(1, 1.18 / 1.23 - 1e-10), KolmogorovSmirnov.pValue(1, 1.18 / 1.23), 1e-9);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 42, 2026})
    void poissonArrivalsPass(long seed) {
        assertFalse(test(Arrivals.POISSON, MOVING, seed).rejectedAt(0.05));
    }

    @Test
    void aSteadyThousandASecondPassesWithTheDefaultSeed() {
        double[] rates = new double[30];
        Arrays.fill(rates, 1_000);
        KolmogorovSmirnov result = test(Arrivals.POISSON, Workload.of(rates), Arrivals.DEFAULT_SEED);
        assertFalse(result.rejectedAt(0.05));
        assertEquals(29_982, result.gaps());
    }

    @Test
    void aTwentiethOfAllPoissonProcessesIsRejectedAtFivePercent() {
        long rejected = LongStream.range(0, 1_000)
                .filter(seed -> test(Arrivals.POISSON, MOVING, seed).rejectedAt(0.05))
                .count();
        assertEquals(50, rejected, 20);
    }

    @ParameterizedTest
    @EnumSource(names = {"UNIFORM", "BURST"})
    void whatIsNotPoissonFails(Arrivals arrivals) {
        KolmogorovSmirnov result = test(arrivals, MOVING, 1);
        assertEquals(MOVING.requests(), result.gaps(), 1);
        assertTrue(result.distance() > 0.5);
        assertTrue(result.pValue() < 1e-9);
    }

    /** The instants of a moving rate, taken for those of its mean. */
    @Test
    void theRateIsTakenOut() {
        double[] mean = new double[MOVING.seconds()];
        Arrays.fill(mean, MOVING.requests() / MOVING.seconds());
        assertTrue(KolmogorovSmirnov.of(Workload.of(mean), Arrivals.POISSON.instantsNanos(MOVING, 1))
                .rejectedAt(0.001));
    }

    @Test
    void lateArrivalsHaveGapsOfZero() {
        // Of 2 a second, the first comes after ln 2 requests' worth; then the workload is over.
        long[] instants = {(long) (Math.log(2) / 2 * 1e9), 1_000_000_000, 5_000_000_000L, 9_000_000_000L};
        KolmogorovSmirnov result =
                KolmogorovSmirnov.of(Workload.of(2), LongStream.of(instants).iterator());
        assertEquals(4, result.gaps());
        assertEquals(0.5, result.distance(), 1e-6);
    }

    @Test
    void refusesWhatItCannotTest() {
        assertThrows(
                NoSuchElementException.class,
                () -> KolmogorovSmirnov.of(MOVING, LongStream.empty().iterator()));
        assertThrows(
                IllegalArgumentException.class,
                () -> KolmogorovSmirnov.of(MOVING, LongStream.of(5, 4).iterator()));
    }
}
