package org.elasticml.simulator.figures;

import java.util.Arrays;

/**
 * A mean over runs that differ by their seeds only, and where it lies with a confidence of 95 %: Student's t, which takes the
 * values as normally distributed.
 *
 * @param mean null if no run has the figure
 * @param low null, as {@code high}, if fewer than two have
 */
public record Estimate(Double mean, Double low, Double high) {
    private static final double CONFIDENCE = 0.95;

    /**
     * @param values a run each; not a number where a run has none
     */
    public static Estimate of(double... values) {
        double[] known = Arrays.stream(values).filter(Double::isFinite).toArray();
        if (known.length == 0) {
            return new Estimate(null, null, null);
        }
        double mean = Arrays.stream(known).average().orElseThrow();
        if (known.length == 1) {
            return new Estimate(mean, null, null);
        }
        double squares = Arrays.stream(known)
                .map(value -> (value - mean) * (value - mean))
                .sum();
        double error = Math.sqrt(squares / (known.length - 1) / known.length);
        double half = StudentT.twoSided(CONFIDENCE, known.length - 1) * error;
        return new Estimate(mean, mean - half, mean + half);
    }

    public boolean hasMean() {
        return mean != null;
    }

    public boolean hasInterval() {
        return low != null;
    }

    /** Half of the interval's width. */
    public double halfWidth() {
        return (high - low) / 2;
    }
}
