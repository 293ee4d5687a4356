package org.elasticml.loadtester.search;

/**
 * Where is searched. Rates are requests per second.
 *
 * @param from the first to be tried, from {@code lowest} to {@code to}
 * @param lowest the lowest that is tried, more than 0
 * @param to the highest
 * @param precision how wide the bracket may be at the end, as a share of its upper end, 0.001 to 0.5
 */
public record SearchLimits(double from, double lowest, double to, double precision) {
    public SearchLimits {
        if (!(lowest > 0 && lowest <= from && from <= to)) {
            throw new IllegalArgumentException(
                    "rates must be 0 < lowest <= from <= to: " + lowest + ", " + from + ", " + to);
        }
        if (!(precision >= 0.001 && precision <= 0.5)) {
            throw new IllegalArgumentException("precision is from 0.001 to 0.5, not " + precision);
        }
    }
}
