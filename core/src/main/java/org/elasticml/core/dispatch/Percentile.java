package org.elasticml.core.dispatch;

/**
 * Follows a percentile of a stream: up by a step when a value is above it, down by a smaller one when it is below, in
 * proportion to itself, so that the share above is right on balance (stochastic approximation, H. Robbins and S. Monro,
 * 1951).
 */
final class Percentile {
    private static final double STEP = 0.05;

    private final double share;
    private double value;

    /** @param share of the values that are to be below, as in 0.95 */
    Percentile(double share) {
        this.share = share;
    }

    void add(double sample) {
        if (value == 0) {
            value = sample;
        } else if (sample > value) {
            value *= 1 + STEP * share;
        } else {
            value *= 1 - STEP * (1 - share);
        }
    }

    /** 0 before the first value. */
    double value() {
        return value;
    }
}
