package org.elasticml.core.workload;

import java.util.Arrays;
import java.util.SplittableRandom;

/**
 * A rate that jumps between two values and stays at each for an exponential time. With Poisson arrivals that is a
 * Markov-modulated Poisson process of two states (W. Fischer, K. Meier-Hellstern: The Markov-modulated Poisson process
 * cookbook. Performance Evaluation 18, 1993), but that a second in which the rate jumps gets its mean.
 */
final class MarkovModulation {
    private MarkovModulation() {}

    /** The mean rate of each second; the first state is low. */
    static double[] perSecond(
            int seconds, double low, double high, double meanLowSeconds, double meanHighSeconds, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        double[] bounds = new double[64];
        double[] rates = new double[64];
        int states = 0;
        while (bounds[states] < seconds) {
            if (states + 1 == bounds.length) {
                bounds = Arrays.copyOf(bounds, 2 * states);
                rates = Arrays.copyOf(rates, 2 * states);
            }
            boolean isLow = states % 2 == 0;
            rates[states] = isLow ? low : high;
            double sojourn = -Math.log1p(-random.nextDouble()) * (isLow ? meanLowSeconds : meanHighSeconds);
            bounds[states + 1] = Math.min(seconds, bounds[states] + sojourn);
            states++;
        }
        return PiecewiseRates.perSecond(Arrays.copyOf(bounds, states + 1), Arrays.copyOf(rates, states));
    }
}
