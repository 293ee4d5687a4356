package org.elasticml.bench.profile;

import java.util.List;
import java.util.Locale;

/**
 * What batches of one size took.
 *
 * @param batches how many were measured
 * @param meanSeconds of one
 * @param halfWidthSeconds the mean lies within so much of that, with a confidence of 95 %; not a number if it can't be told
 */
record BatchTime(long batches, double meanSeconds, double halfWidthSeconds) {
    private static final int FEWEST_PARTS = 5;
    private static final double Z = 1.959964;

    /**
     * The ratio estimator over parts of the run (W. Cochran, "Sampling Techniques", 1977, 6.3): batches that follow one
     * another are alike, parts of a quarter of a second hardly.
     *
     * @param parts of the run; those without such a batch do not count
     * @return no batches, if there were none
     */
    static BatchTime of(int size, List<BatchTally> parts) {
        double[][] known = parts.stream()
                .filter(part -> part.batches().getOrDefault(size, 0.0) > 0)
                .map(part ->
                        new double[] {part.batches().get(size), part.seconds().get(size)})
                .toArray(double[][]::new);
        double batches = 0;
        double seconds = 0;
        for (double[] part : known) {
            batches += part[0];
            seconds += part[1];
        }
        double mean = seconds / batches;
        double squares = 0;
        for (double[] part : known) {
            squares += Math.pow(part[1] - mean * part[0], 2);
        }
        int freedom = known.length - 1;
        double error = Math.sqrt(squares * known.length / freedom) / batches;
        return new BatchTime(
                Math.round(batches), mean, known.length < FEWEST_PARTS ? Double.NaN : student(freedom) * error);
    }

    /**
     * The t with P(|T| ≤ t) = 0.95, by M. Abramowitz, I. Stegun, "Handbook of Mathematical Functions", 26.7.5, to two
     * terms: 2 % too small for 4 degrees of freedom, right within 0.1 % for more than 10.
     */
    static double student(int freedom) {
        return Z
                + (Math.pow(Z, 3) + Z) / (4 * freedom)
                + (5 * Math.pow(Z, 5) + 16 * Math.pow(Z, 3) + 3 * Z) / (96.0 * freedom * freedom);
    }

    boolean isKnownWithin(double share) {
        return halfWidthSeconds <= share * meanSeconds;
    }

    /** For a reader, as in {@code ± 1.3 %}. */
    String nearness() {
        return Double.isNaN(halfWidthSeconds)
                ? "too few to tell"
                : String.format(Locale.ROOT, "± %.1f %%", 100 * halfWidthSeconds / meanSeconds);
    }
}
