package org.elasticml.loadtester.measure.compare;

import java.util.Arrays;
import java.util.List;
import org.elasticml.loadtester.measure.Percentiles;

/**
 * The figures of several pieces taken together; as those of a run that consists of them. What is not known, since nothing
 * succeeded or nothing was sent, is not a number.
 *
 * @param meanMs of succeeded requests, as the percentiles
 * @param throughputRps succeeded requests a second
 * @param errorShare of all requests those that were refused or failed, 0 to 1
 */
record Pooled(double meanMs, double p95Ms, double p99Ms, double throughputRps, double errorShare) {
    private static final double NANOS_PER_MILLI = 1e6;

    static Pooled of(List<Piece> pieces) {
        // Ascending runs one after another: the sort that percentiles need merges them.
        long[] nanos = pieces.stream()
                .flatMapToLong(piece -> Arrays.stream(piece.latenciesNanos()))
                .toArray();
        int requests = pieces.stream().mapToInt(Piece::requests).sum();
        double seconds = pieces.stream().mapToDouble(Piece::seconds).sum();
        Percentiles percentiles = Percentiles.of(nanos);
        return new Pooled(
                Arrays.stream(nanos).average().orElse(Double.NaN) / NANOS_PER_MILLI,
                percentiles.millis(95).orElse(Double.NaN),
                percentiles.millis(99).orElse(Double.NaN),
                nanos.length / seconds,
                (double) (requests - nanos.length) / requests);
    }
}
