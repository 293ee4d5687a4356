package org.elasticml.core.balance;

import java.util.Arrays;

/**
 * A number of each replica, as far as it is known, with count and sum kept up to date. Rounding errors of the sum grow
 * with the square root of the number of changes: 10⁻¹² of it after a billion.
 */
final class KnownNumbers {
    private final double[] byPosition;
    private int count;
    private double sum;

    /** None is known. */
    KnownNumbers(int positions) {
        byPosition = new double[positions];
        Arrays.fill(byPosition, Double.NaN);
    }

    /**
     * @param isKnown if not, the number does not matter
     */
    void set(int position, double number, boolean isKnown) {
        double before = byPosition[position];
        boolean wasKnown = !Double.isNaN(before);
        if (isKnown ? number == before : !wasKnown) {
            return;
        }
        byPosition[position] = isKnown ? number : Double.NaN;
        count += (isKnown ? 1 : 0) - (wasKnown ? 1 : 0);
        sum = count == 0 ? 0 : sum + (isKnown ? number : 0) - (wasKnown ? before : 0);
    }

    int count() {
        return count;
    }

    double sum() {
        return sum;
    }

    /** 0 if none is known. */
    double mean() {
        return count == 0 ? 0 : sum / count;
    }
}
