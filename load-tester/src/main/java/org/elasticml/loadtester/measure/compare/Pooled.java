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
 * @param requests refused and failed ones included
 * @param errorShare of all requests those that were refused or failed, 0 to 1
 */
record Pooled(double meanMs, double p95Ms, double p99Ms, double throughputRps, int requests, double errorShare) {
    private static final double NANOS_PER_MILLI = 1e6;
    private static final Piece NOTHING = new Piece(new long[0], 0, 0);

    static Pooled of(List<Piece> pieces) {
        return Merged.of(pieces).without(NOTHING);
    }

    /** Of all but one, for each of the pieces in turn. */
    static List<Pooled> withoutEach(List<Piece> pieces) {
        Merged all = Merged.of(pieces);
        return pieces.stream().map(all::without).toList();
    }

    /** All pieces, sorted once: a thousand rounds are merged once, not a thousand times. */
    private record Merged(long[] nanos, long sumNanos, int requests, double seconds) {
        static Merged of(List<Piece> pieces) {
            long[] nanos = pieces.stream()
                    .flatMapToLong(piece -> Arrays.stream(piece.latenciesNanos()))
                    .sorted()
                    .toArray();
            return new Merged(
                    nanos,
                    Arrays.stream(nanos).sum(),
                    pieces.stream().mapToInt(Piece::requests).sum(),
                    pieces.stream().mapToDouble(Piece::seconds).sum());
        }

        Pooled without(Piece left) {
            int succeeded = nanos.length - left.latenciesNanos().length;
            int rest = requests - left.requests();
            double sum = sumNanos - Arrays.stream(left.latenciesNanos()).sum();
            return new Pooled(
                    sum / succeeded / NANOS_PER_MILLI,
                    millis(left.latenciesNanos(), Percentiles.rank(succeeded, 950)),
                    millis(left.latenciesNanos(), Percentiles.rank(succeeded, 990)),
                    succeeded / (seconds - left.seconds()),
                    rest,
                    (double) (rest - succeeded) / rest);
        }

        /** The value of that rank, from 1, without those left out: the least up to which there are so many. */
        private double millis(long[] left, int rank) {
            if (rank == 0) {
                return Double.NaN;
            }
            int low = 0;
            int high = nanos.length - 1;
            while (low < high) {
                int middle = (low + high) >>> 1;
                if (upTo(nanos, nanos[middle]) - upTo(left, nanos[middle]) >= rank) {
                    high = middle;
                } else {
                    low = middle + 1;
                }
            }
            return nanos[low] / NANOS_PER_MILLI;
        }

        /** How many of the ascending values are at most that one. */
        private static int upTo(long[] ascending, long value) {
            int low = 0;
            int high = ascending.length;
            while (low < high) {
                int middle = (low + high) >>> 1;
                if (ascending[middle] <= value) {
                    low = middle + 1;
                } else {
                    high = middle;
                }
            }
            return low;
        }
    }
}
