package org.elasticml.loadtester.measure.compare;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.elasticml.loadtester.measure.Outcome;
import org.elasticml.loadtester.measure.RequestLog;

/**
 * A part of what a deployment did: a round, or a stretch of a long run. Rounds are as good as independent of each other;
 * stretches are not: a queue is carried over from one into the next ({@link Differences#ofStretches}).
 *
 * @param latenciesNanos of the requests that succeeded, ascending
 * @param requests all, refused and failed ones included
 * @param seconds how long it was
 */
public record Piece(long[] latenciesNanos, int requests, double seconds) {
    private static final double NANOS_PER_SECOND = 1e9;
    private static final int LEAST_STRETCH_SECONDS = 15;
    private static final int MOST_STRETCHES = 20;

    /** All of a run. */
    public static Piece of(RequestLog log, double seconds) {
        return of(log, IntStream.range(0, log.size()), seconds);
    }

    /**
     * A run in consecutive stretches of equal time: batch means, as simulations use them (Law and Kelton, 1984). A request is
     * in the stretch in which it was due; the last stretch ends with the run, so that those of the same schedule are the same.
     *
     * @param seconds how long the run was, until the last answer
     */
    public static List<Piece> stretches(RequestLog log, double seconds, int count) {
        double stretchNanos = lastNanos(log) / (double) count;
        double stretchSeconds = stretchNanos / NANOS_PER_SECOND;
        return IntStream.range(0, count)
                .mapToObj(stretch -> of(
                        log,
                        IntStream.range(0, log.size())
                                .filter(row ->
                                        Math.min(count - 1, (int) (log.intendedNanos(row) / stretchNanos)) == stretch),
                        stretch < count - 1 ? stretchSeconds : seconds - (count - 1) * stretchSeconds))
                .toList();
    }

    /** In how many a run can be cut that each is long enough for queues to come and go: at least 15 s, as far as it is so long. */
    public static int stretches(RequestLog log) {
        int seconds = (int) Math.ceil(lastNanos(log) / NANOS_PER_SECOND);
        return Math.max(1, Math.min(MOST_STRETCHES, seconds / LEAST_STRETCH_SECONDS));
    }

    /** When the last request was due. */
    private static long lastNanos(RequestLog log) {
        return IntStream.range(0, log.size())
                .mapToLong(log::intendedNanos)
                .max()
                .orElse(0);
    }

    /** Not a number if nothing succeeded. */
    double logMean() {
        return Math.log(Arrays.stream(latenciesNanos).average().orElse(Double.NaN));
    }

    private static Piece of(RequestLog log, IntStream rows, double seconds) {
        int[] all = rows.toArray();
        long[] latencies = Arrays.stream(all)
                .filter(row -> log.outcome(row) == Outcome.SUCCEEDED)
                .mapToLong(log::latencyNanos)
                .sorted()
                .toArray();
        return new Piece(latencies, all.length, seconds);
    }
}
