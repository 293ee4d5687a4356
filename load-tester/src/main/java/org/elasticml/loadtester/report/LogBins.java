package org.elasticml.loadtester.report;

import java.util.stream.IntStream;
import org.elasticml.loadtester.measure.Latency;

/**
 * A histogram with bins of equal width on a logarithmic axis: latencies of one run easily span three decades, and a tail
 * of seconds would squeeze the rest into one bar of a linear one.
 */
final class LogBins {
    private static final double MARGIN = 1.25;
    private static final double NANOS_PER_MILLI = 1e6;

    /** What a latency of nothing counts as: a logarithmic axis has no 0. */
    private static final double LEAST_MILLIS = 0.001;

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

    /** Latencies of succeeded requests in milliseconds; the SLO is within the range. */
    static LogBins ofLatencies(Report report, int bins) {
        double slo = report.summary().sloMs();
        double least = report.summary().latencyMs().map(Latency::min).orElse(slo);
        double most = report.summary().latencyMs().map(Latency::max).orElse(slo);
        LogBins filled =
                new LogBins(Math.max(LEAST_MILLIS, Math.min(slo, least)) / MARGIN, Math.max(slo, most) * MARGIN, bins);
        for (long nanos : report.records().succeededLatenciesNanos()) {
            filled.add(Math.max(LEAST_MILLIS, nanos / NANOS_PER_MILLI));
        }
        return filled;
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
