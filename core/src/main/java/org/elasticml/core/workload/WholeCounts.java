package org.elasticml.core.workload;

/**
 * How many requests each second gets where that must be a whole number: what is due by its end, rounded half up, less
 * what came before. So fractions are carried over, no total is off by more than a half, and whole rates stay as they
 * are.
 */
final class WholeCounts {
    private double due;
    private long given;

    /** @param ratePerSecond that of the next second */
    long next(double ratePerSecond) {
        due += ratePerSecond;
        long count = Math.round(due) - given;
        given += count;
        return count;
    }
}
