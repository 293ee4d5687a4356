package org.elasticml.core.workload;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.util.Arrays;
import java.util.NoSuchElementException;
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
    void neverGoesBack(Arrivals arrivals) {
        long[] instants = instants(arrivals, Workload.of(100, 0, 0.25, 300, 2, 3), 7);
        assertTrue(instants.length > 300);
        assertTrue(instants[0] >= 0);
        for (int i = 1; i < instants.length; i++) {
            assertTrue(instants[i] >= instants[i - 1]);
        }
    }

    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "BARAZMOON")
    void keepsToItsSeconds(Arrivals arrivals) {
        long[] instants = instants(arrivals, Workload.of(100, 0, 0.25, 300), 7);
        assertTrue(instants[instants.length - 1] < 4_000_000_000L);
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
    void burstsComeAtOnceAndFractionsAddUp() {
        // By the ends of the seconds 2, 2.5, 3, 3 and 4.2 are due: rounded 2, 3, 3, 3 and 4.
        assertArrayEquals(
                new long[] {0, 0, 1_000_000_000, 4_000_000_000L},
                instants(Arrivals.BURST, Workload.of(2, 0.5, 0.5, 0, 1.2), 0));
    }

    @ParameterizedTest
    @EnumSource(names = {"BURST", "BARAZMOON"})
    void noFractionIsLost(Arrivals arrivals) {
        double[] rates = new double[1_000];
        Arrays.fill(rates, 0.1);
        assertEquals(100, instants(arrivals, Workload.of(rates), 42).length);
    }

    @ParameterizedTest
    @EnumSource
    void aSilentWorkloadHasNoArrivals(Arrivals arrivals) {
        PrimitiveIterator.OfLong instants = arrivals.instantsNanos(Workload.of(0, 0), 1);
        assertFalse(instants.hasNext());
        assertThrows(NoSuchElementException.class, instants::nextLong);
    }

    @ParameterizedTest
    @EnumSource
    void aNeverEndingWorkloadCostsNothingUntilItIsPlayed(Arrivals arrivals) {
        double[] rates = new double[Workload.MAX_SECONDS];
        Arrays.fill(rates, Workload.MAX_RATE_PER_SECOND);
        PrimitiveIterator.OfLong instants = arrivals.instantsNanos(Workload.of(rates), 42);
        for (int i = 0; i < 100; i++) {
            assertTrue(instants.nextLong() < 100_000);
        }
    }

    /** A boxed instant alone would take 16 bytes. */
    @ParameterizedTest
    @EnumSource
    void boxesNothing(Arrivals arrivals) {
        double[] rates = new double[1_000];
        Arrays.fill(rates, 1_000);
        PrimitiveIterator.OfLong instants = arrivals.instantsNanos(Workload.of(rates), 42);
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        long before = threads.getCurrentThreadAllocatedBytes();
        int count = 0;
        for (; instants.hasNext(); instants.nextLong()) {
            count++;
        }
        long bytes = threads.getCurrentThreadAllocatedBytes() - before;
        assertEquals(1_000_000, count, 5_000);
        assertTrue(bytes < 8 * count, () -> bytes + " bytes");
    }
}
