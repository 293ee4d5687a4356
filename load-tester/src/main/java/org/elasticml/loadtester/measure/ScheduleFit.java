package org.elasticml.loadtester.measure;

/**
 * How well the gaps between requests follow the asked distribution: Kolmogorov–Smirnov distances, the largest difference
 * between what is and what should be the share of gaps up to some length (0 to 1).
 *
 * @param gaps how many were tested
 * @param intendedDistance of the gaps between the instants at which requests were due
 * @param sentDistance of those between the instants at which they were written
 * @param criticalDistance what gaps of the asked distribution exceed in 5 % of all runs
 */
public record ScheduleFit(int gaps, double intendedDistance, double sentDistance, double criticalDistance) {
    public boolean intendedFits() {
        return intendedDistance <= criticalDistance;
    }
}
