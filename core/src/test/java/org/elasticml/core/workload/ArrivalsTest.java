package org.elasticml.core.workload;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.PrimitiveIterator;
import java.util.stream.LongStream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ArrivalsTest {
    private static long[] instants(Arrivals arrivals, Workload workload, long seed) {
        Iterable<Long> all = () -> arrivals.instantsNanos(workload, seed);
        return StreamSupport.stream(all.spliterator(), false)
                .mapToLong(Long::longValue)
                .toArray();
    }

    @Test
    void uniformSpacesEvenlyAndCarriesOnAcrossAChangeOfRate() {
        // Λ(t) = 2t for a second, then nothing for one, then 1 a second: due at ½, 1½, 2½ of Λ.
        long[] millis = LongStream.of(instants(Arrivals.UNIFORM, Workload.of(2, 0, 1), 0))
                .map(nanos -> nanos / 1_000_000)
                .toArray();
        assertArrayEquals(new long[] {250, 750, 2500}, millis);
    }

    @ParameterizedTest
    @EnumSource
    void neverGoesBackAndEndsWithTheWorkload(Arrivals arrivals) {
        long[] instants = instants(arrivals, Workload.of(100, 0, 0.25, 300), 7);
        assertTrue(instants.length > 300);
        for (int i = 1; i < instants.length; i++) {
            assertTrue(instants[i] >= instants[i - 1]);
        }
        assertTrue(instants[0] >= 0 && instants[instants.length - 1] < 4_000_000_000L);
        assertFalse(Arrays.stream(instants).anyMatch(t -> t > 1_000_000_000L && t < 2_000_000_000L));
    }

    @Test
    void poissonIsTheSameForTheSameSeedOnly() {
        Workload workload = Workload.of(50, 50);
        assertArrayEquals(instants(Arrivals.POISSON, workload, 1), instants(Arrivals.POISSON, workload, 1));
        assertFalse(Arrays.equals(instants(Arrivals.POISSON, workload, 1), instants(Arrivals.POISSON, workload, 2)));
    }

    /** Count: mean and variance are both the rate. Gaps: exponential, so that a share 1/e is above the mean. */
    @Test
    void poissonHasTheMomentsOfAPoissonProcess() {
        double[] rates = new double[2_000];
        Arrays.fill(rates, 50);
        long[] instants = instants(Arrivals.POISSON, Workload.of(rates), 42);
        int[] counts = new int[rates.length];
        int above = 0;
        for (int i = 0; i < instants.length; i++) {
            counts[(int) (instants[i] / 1_000_000_000L)]++;
            if (i > 0 && instants[i] - instants[i - 1] > 20_000_000L) {
                above++;
            }
        }
        double mean = Arrays.stream(counts).average().orElseThrow();
        double variance = Arrays.stream(counts)
                .mapToDouble(n -> (n - mean) * (n - mean))
                .average()
                .orElseThrow();
        assertEquals(50, mean, 0.6);
        assertEquals(50, variance, 5);
        assertEquals(Math.exp(-1), above / (instants.length - 1.0), 0.01);
    }

    @Test
    void aSilentWorkloadHasNoArrivals() {
        PrimitiveIterator.OfLong instants = Arrivals.POISSON.instantsNanos(Workload.of(0, 0), 1);
        assertFalse(instants.hasNext());
    }
}
