package org.elasticml.loadtester.measure;

import java.util.Arrays;
import java.util.Random;

/**
 * The percentile bootstrap (Efron, 1979): as many values are drawn from those measured, with replacement, again and again; of
 * the means of these resamples, the middle 95 % are the interval. It assumes nothing of the distribution, but can't know of
 * what none of the runs met: with fewer than {@value #FEW} runs it is rough, and mostly too narrow.
 */
public final class Bootstrap {
    /** Of fewer runs, intervals are to be called rough. */
    public static final int FEW = 5;

    private static final int RESAMPLES = 10_000;
    private static final long SEED = 1;
    private static final double LOW = 0.025;

    private Bootstrap() {}

    /**
     * The same values give the same interval.
     *
     * @param values at least one
     */
    public static Interval mean(double... values) {
        Random random = new Random(SEED);
        double[] means = new double[RESAMPLES];
        Arrays.setAll(means, i -> random.ints(values.length, 0, values.length)
                .mapToDouble(drawn -> values[drawn])
                .average()
                .orElseThrow());
        Arrays.sort(means);
        int tail = (int) (LOW * RESAMPLES);
        return new Interval(Arrays.stream(values).average().orElseThrow(), means[tail], means[RESAMPLES - 1 - tail]);
    }
}
