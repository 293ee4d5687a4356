package org.elasticml.loadtester.search;

import java.util.Arrays;

/**
 * Whether a series rises, by Mann's test of all pairs (Econometrica 13, 1945; "Mann–Kendall"): S is the number of pairs of
 * which the later is higher, less those of which it is lower. In series without a trend S has a mean of 0 and a variance of
 * n(n−1)(2n+5)/18, and is above {@value #SIGNIFICANCE} standard deviations (less 1, for continuity) once in a hundred.
 *
 * <p>How much it rises is the median of the slopes of all pairs (Sen, JASA 63, 1968), which a few outliers do not move.
 */
final class Trend {
    private static final double SIGNIFICANCE = 2.326;

    private Trend() {}

    /**
     * Whether it rises, and from its first value to its last by that much at least.
     *
     * @param values evenly spaced in time; what is not known is not a number
     */
    static boolean rises(double[] values, double atLeast) {
        double[] slopes = slopes(values);
        long up = Arrays.stream(slopes).filter(slope -> slope > 0).count();
        long down = Arrays.stream(slopes).filter(slope -> slope < 0).count();
        double known = Arrays.stream(values).filter(Double::isFinite).count();
        double deviation = Math.sqrt(known * (known - 1) * (2 * known + 5) / 18);
        return up - down - 1 > SIGNIFICANCE * deviation && median(slopes) * (values.length - 1) >= atLeast;
    }

    private static double[] slopes(double[] values) {
        double[] slopes = new double[values.length * (values.length - 1) / 2];
        int count = 0;
        for (int later = 1; later < values.length; later++) {
            for (int earlier = 0; earlier < later; earlier++) {
                slopes[count++] = (values[later] - values[earlier]) / (later - earlier);
            }
        }
        return Arrays.stream(slopes).filter(Double::isFinite).sorted().toArray();
    }

    private static double median(double[] sorted) {
        int middle = sorted.length / 2;
        return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
    }
}
