package org.elasticml.core.workload;

import java.util.Arrays;
import java.util.NoSuchElementException;
import java.util.PrimitiveIterator;

/**
 * The Kolmogorov-Smirnov test of whether arrivals are a Poisson process whose rate is a workload's. By time rescaling
 * (E. Çinlar, Introduction to Stochastic Processes, 1975, chapter 4) its gaps, each measured as the integral of the rate
 * over it, are then independent and exponential of mean 1.
 *
 * @param gaps how many were tested: as many as there are arrivals, the first from the start of the workload
 * @param distance the greatest difference between the share of gaps up to x and 1 − e⁻ˣ, from 0 to 1
 * @param pValue how often the gaps of a Poisson process are as far off or further; from 0 to 1
 */
public record KolmogorovSmirnov(int gaps, double distance, double pValue) {

    /**
     * Takes 8 bytes an arrival while it works.
     *
     * @param instantsNanos nanoseconds from the start of the workload, at least one, not decreasing; what lies after
     *     its end, or where its rate is 0, has gaps of 0
     * @throws IllegalArgumentException if they decrease
     * @throws NoSuchElementException if there are none
     */
    public static KolmogorovSmirnov of(Workload workload, PrimitiveIterator.OfLong instantsNanos) {
        if (!instantsNanos.hasNext()) {
            throw new NoSuchElementException("no arrivals to test");
        }
        RequestsDue due = new RequestsDue(workload);
        double[] gaps = new double[1024];
        int count = 0;
        double before = 0;
        while (instantsNanos.hasNext()) {
            if (count == gaps.length) {
                gaps = Arrays.copyOf(gaps, 2 * count);
            }
            double now = due.until(instantsNanos.nextLong());
            gaps[count++] = now - before;
            before = now;
        }
        return exponential(Arrays.copyOf(gaps, count));
    }

    /** @param unitGaps in any order; they are sorted in place */
    static KolmogorovSmirnov exponential(double[] unitGaps) {
        Arrays.sort(unitGaps);
        double n = unitGaps.length;
        double distance = 0;
        for (int i = 0; i < n; i++) {
            double expected = -Math.expm1(-unitGaps[i]);
            distance = Math.max(distance, Math.max((i + 1) / n - expected, expected - i / n));
        }
        return new KolmogorovSmirnov(unitGaps.length, distance, pValue(unitGaps.length, distance));
    }

    /** Whether a Poisson process would be as far off less often than {@code level}, as in 0.05. */
    public boolean rejectedAt(double level) {
        return pValue < level;
    }

    /**
     * Kolmogorov's limiting distribution at (√n + 0.12 + 0.11/√n)·D, which is good enough from n = 4 on: M. A. Stephens,
     * Use of the Kolmogorov-Smirnov, Cramér-von Mises and related statistics without extensive tables. J. R. Statist.
     * Soc. B 32(1), 1970.
     */
    static double pValue(int n, double distance) {
        double root = Math.sqrt(n);
        return 1 - kolmogorov((root + 0.12 + 0.11 / root) * distance);
    }

    /**
     * The limiting distribution function by whichever of its two series converges faster: 1 − 2·Σ (−1)^(k−1)·e^(−2k²x²)
     * and √(2π)/x·Σ e^(−(2k−1)²π²/(8x²)), k from 1 on. (W. Feller, On the Kolmogorov-Smirnov limit theorems for
     * empirical distributions. Ann. Math. Statist. 19, 1948.) Where they meet, four terms are exact to a double.
     */
    private static double kolmogorov(double x) {
        double sum = 0;
        if (x < 1.18) {
            for (int k = 1; k <= 4; k++) {
                double odd = (2 * k - 1) * Math.PI / x;
                sum += Math.exp(-odd * odd / 8);
            }
            return Math.sqrt(2 * Math.PI) / x * sum;
        }
        for (int k = 1; k <= 4; k++) {
            sum += (k % 2 == 1 ? 2 : -2) * Math.exp(-2 * k * k * x * x);
        }
        return 1 - sum;
    }
}
