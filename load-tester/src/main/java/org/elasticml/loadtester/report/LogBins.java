package org.elasticml.loadtester.report;

import java.util.stream.IntStream;

/**
 * A histogram with bins of equal width on a logarithmic axis: latencies of one run easily span three decades, and a tail
 * of seconds would squeeze the rest into one bar of a linear one.
 */
final class LogBins {
    private final double low;
    private final double ratio;
    private final int[] counts;

    /**
     * @param low where the first bin starts, more than 0
     * @param high where the last one ends, more than {@code low}
     */
    LogBins(double low, double high, int bins) {
        this.low = low;
        ratio = Math.pow(high / low, 1.0 / bins);
        counts = new int[bins];
    }

    /** What is out of range counts in the nearest bin. */
    void add(double value) {
        int bin = (int) Math.floor(Math.log(value / low) / Math.log(ratio));
        counts[Math.max(0, Math.min(counts.length - 1, bin))]++;
    }

    /** The edges, one more than there are bins. */
    double[] edges() {
        return IntStream.rangeClosed(0, counts.length)
                .mapToDouble(i -> low * Math.pow(ratio, i))
                .toArray();
    }

    double decades() {
        return counts.length * Math.log10(ratio);
    }

    int count(int bin) {
        return counts[bin];
    }

    int highestCount() {
        return IntStream.of(counts).max().orElse(0);
    }
}
