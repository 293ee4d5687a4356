package org.elasticml.core.workload;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class BarAzmoonInstantsTest {
    /** What {@code numpy.random.seed(42); numpy.random.exponential(size=8)} gives, to six digits. */
    private static final double[] UNIT_GAPS = {
        0.469268, 3.010121, 1.316746, 0.912943, 0.169625, 0.169596, 0.059839, 2.011231
    };

    private static long[] instants(long seed, double... rates) {
        LongStream.Builder instants = LongStream.builder();
        Arrivals.BARAZMOON
                .instantsNanos(Workload.of(rates), seed)
                .forEachRemaining((long instant) -> instants.add(instant));
        return instants.build().toArray();
    }

    private static double[] seconds(long... nanos) {
        return LongStream.of(nanos).mapToDouble(instant -> instant / 1e9).toArray();
    }

    @Test
    void itsGapsAreThePublishedOnes() {
        double[] instants = seconds(instants(Arrivals.DEFAULT_SEED, 8));
        double[] gaps = IntStream.range(0, 8)
                .mapToDouble(i -> 8 * (instants[i] - (i == 0 ? 0 : instants[i - 1])))
                .toArray();
        assertArrayEquals(UNIT_GAPS, gaps, 6e-7);
    }

    /** Two requests come 0.2346 s and 1.7397 s after their second began. */
    @Test
    void secondsOverlapWhereTheirGapsAreLong() {
        double first = UNIT_GAPS[0] / 2;
        double second = (UNIT_GAPS[0] + UNIT_GAPS[1]) / 2;
        assertArrayEquals(
                new double[] {first, 1 + first, second, 2 + UNIT_GAPS[0], 1 + second},
                seconds(instants(42, 2, 2, 1)),
                1e-6);
    }

    /** Second by second, and sorted: what the merge must come to. */
    @Test
    void everySecondBringsWhatIsAskedOfIt() {
        int[] rates = {3, 0, 17, 1, 1, 250, 2, 0, 0, 4};
        for (long seed = 0; seed < 50; seed++) {
            LongStream.Builder expected = LongStream.builder();
            for (int second = 0; second < rates.length; second++) {
                MersenneTwister random = new MersenneTwister((int) seed);
                double delay = 0;
                for (int i = 0; i < rates[second]; i++) {
                    delay += 1.0 / rates[second] * -Math.log(1 - random.nextDouble());
                    expected.add(second * 1_000_000_000L + (long) (delay * 1e9));
                }
            }
            assertArrayEquals(
                    expected.build().sorted().toArray(),
                    instants(seed, IntStream.of(rates).asDoubleStream().toArray()));
        }
    }

    @Test
    void overrunsByLessThanThreeQuartersOfASecondWithTheDefaultSeed() {
        double latest = DoubleStream.iterate(1, n -> n <= 1_000, n -> n + 1)
                .map(n -> LongStream.of(instants(42, n)).max().orElseThrow() / 1e9)
                .max()
                .orElseThrow();
        assertEquals(1.739695, latest, 1e-6);
    }

    @Test
    void equalSecondsHaveEqualGapsAndOtherSeedsOthers() {
        long[] instants = instants(42, 0, 100, 100);
        assertEquals(200, instants.length);
        for (int i = 0; i < 100; i++) {
            assertEquals(1_000_000_000L, instants[i + 100] - instants[i]);
        }
        assertNotEquals(instants[0], instants(43, 0, 100)[0]);
        assertTrue(instants[0] > 1_000_000_000L);
    }
}
