package org.elasticml.simulator.figures;

/** Student's t distribution (Student, "The probable error of a mean", 1908). */
final class StudentT {
    private static final int HALVINGS = 60;

    private StudentT() {}

    /**
     * The t with P(|T| ≤ t) = {@code confidence}.
     *
     * @param confidence between 0 and 1
     * @param degreesOfFreedom at least 1
     */
    static double twoSided(double confidence, int degreesOfFreedom) {
        double low = 0;
        double high = Math.PI / 2;
        for (int i = 0; i < HALVINGS; i++) {
            double middle = (low + high) / 2;
            if (within(middle, degreesOfFreedom) < confidence) {
                low = middle;
            } else {
                high = middle;
            }
        }
        return Math.tan((low + high) / 2) * Math.sqrt(degreesOfFreedom);
    }

    /**
     * P(|T| ≤ t) with θ = arctan(t/√ν): finite series, exact for whole ν (M. Abramowitz, I. Stegun, "Handbook of
     * Mathematical Functions", 26.7.3 and 26.7.4).
     */
    private static double within(double theta, int degreesOfFreedom) {
        boolean odd = degreesOfFreedom % 2 == 1;
        double square = Math.cos(theta) * Math.cos(theta);
        double term = odd ? Math.cos(theta) : 1;
        double sum = 0;
        for (int k = odd ? 3 : 2; k <= degreesOfFreedom; k += 2) {
            sum += term;
            term *= square * (k - 1) / k;
        }
        return odd ? 2 / Math.PI * (theta + Math.sin(theta) * sum) : Math.sin(theta) * sum;
    }
}
