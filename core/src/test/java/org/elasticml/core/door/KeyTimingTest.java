package org.elasticml.core.door;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

/**
 * Whether the time tells a key that is wrong in its first character from one that is wrong in its last: Welch's t-test on
 * times of both in random turn, the slowest tenth left out, as dudect does (Reparaz, Balasch and Verbauwhede, "Dude, is my
 * code constant time?", 2017); |t| above 4.5 means that it does. Other work on the machine may pretend a difference once,
 * a real one shows in each of many rounds.
 */
class KeyTimingTest {
    private static final double LEAKS = 4.5;
    private static final int ROUNDS = 20;
    private static final int TIMES = 20_000;
    /** Long, so that there is much to leave out. */
    private static final String KEY = "k".repeat(4_000);

    private static final String WRONG_FIRST = "x" + KEY.substring(1);
    private static final String WRONG_LAST = KEY.substring(1) + "x";

    private final SplittableRandom random = new SplittableRandom(1);

    @Test
    void aKeyIsNotToBeGuessedByTime() {
        ApiKeys keys = ApiKeyFile.parse("a " + KEY + "\nb another-key-of-some-length\n");
        assertTrue(!leaks(keys::find), "in each round the times differed");
    }

    @Test
    void theTestFindsAComparisonThatStopsEarly() {
        assertTrue(leaks(shown -> shown.equals(KEY) ? Optional.of(shown) : Optional.empty()));
    }

    private boolean leaks(Function<String, Optional<?>> find) {
        round(find);
        for (int i = 0; i < ROUNDS; i++) {
            if (round(find) < LEAKS) {
                return false;
            }
        }
        return true;
    }

    /** |t| of one round. */
    private double round(Function<String, Optional<?>> find) {
        double[][] nanos = new double[2][TIMES];
        int[] taken = new int[2];
        String[] shown = {WRONG_FIRST, WRONG_LAST};
        int found = 0;
        while (taken[0] < TIMES && taken[1] < TIMES) {
            int which = random.nextInt(2);
            long start = System.nanoTime();
            found += find.apply(shown[which]).isPresent() ? 1 : 0;
            nanos[which][taken[which]++] = System.nanoTime() - start;
        }
        assertTrue(found == 0);
        double[][] usual = new double[2][];
        double limit = quantile(nanos, taken, 0.9);
        for (int i = 0; i < 2; i++) {
            usual[i] = Arrays.stream(nanos[i], 0, taken[i])
                    .filter(time -> time <= limit)
                    .toArray();
        }
        return Math.abs(mean(usual[0]) - mean(usual[1]))
                / Math.sqrt(variance(usual[0]) / usual[0].length + variance(usual[1]) / usual[1].length);
    }

    private static double quantile(double[][] nanos, int[] taken, double share) {
        double[] all = new double[taken[0] + taken[1]];
        System.arraycopy(nanos[0], 0, all, 0, taken[0]);
        System.arraycopy(nanos[1], 0, all, taken[0], taken[1]);
        Arrays.sort(all);
        return all[(int) (share * (all.length - 1))];
    }

    private static double mean(double[] values) {
        return Arrays.stream(values).average().orElseThrow();
    }

    private static double variance(double[] values) {
        double mean = mean(values);
        return Arrays.stream(values)
                        .map(value -> (value - mean) * (value - mean))
                        .sum()
                / (values.length - 1);
    }
}
