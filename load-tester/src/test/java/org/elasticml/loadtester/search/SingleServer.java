package org.elasticml.loadtester.search;

import java.util.function.DoublePredicate;

/**
 * What is known of a single server that takes the same time for each request, with requests in a Poisson process (M/D/1).
 *
 * @param serviceS seconds a request takes
 */
record SingleServer(double serviceS) {
    private static final int HALVINGS = 100;

    /** The highest rate at which at most a hundredth of all requests are not answered within the limit. */
    double capacityPerSecond(double limitS) {
        return bisect(0.01 / serviceS, 1 / serviceS, rate -> lateShare(rate, limitS) < 0.01);
    }

    /**
     * The share of requests that wait longer than the limit less their service: the Cramér–Lundberg approximation, exact for
     * long waits (Asmussen, Applied Probability and Queues, 2003, XIII.5), (1−ρ) / (ρ exp(θs) − 1) · exp(−θt), where θ
     * solves λ (exp(θs) − 1) = θ.
     */
    private double lateShare(double ratePerSecond, double limitS) {
        double theta = bisect(1e-9 / serviceS, 20 / serviceS, it -> ratePerSecond * Math.expm1(it * serviceS) < it);
        double load = ratePerSecond * serviceS;
        return (1 - load) / (load * Math.exp(theta * serviceS) - 1) * Math.exp(-theta * (limitS - serviceS));
    }

    private static double bisect(double low, double high, DoublePredicate isBelow) {
        double from = low;
        double to = high;
        for (int i = 0; i < HALVINGS; i++) {
            double middle = (from + to) / 2;
            if (isBelow.test(middle)) {
                from = middle;
            } else {
                to = middle;
            }
        }
        return from;
    }
}
