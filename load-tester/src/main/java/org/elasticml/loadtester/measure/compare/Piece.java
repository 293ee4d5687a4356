package org.elasticml.loadtester.measure.compare;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.elasticml.loadtester.measure.Outcome;
import org.elasticml.loadtester.measure.RequestLog;

/**
 * A part of what a deployment did, as good as independent of its other parts: a round, or a stretch of a long run.
 *
 * @param latenciesNanos of the requests that succeeded, ascending
 * @param requests all, refused and failed ones included
 * @param seconds how long it was
 */
public record Piece(long[] latenciesNanos, int requests, double seconds) {
    private static final double NANOS_PER_SECOND = 1e9;

    /** All of a run. */
    public static Piece of(RequestLog log, double seconds) {
        return of(log, IntStream.range(0, log.size()), seconds);
    }

    /**
     * A run in consecutive stretches of equal time: batch means, as simulations use them (Law and Kelton, 1984). A request is
     * in the stretch in which it was due.
     *
     * @param seconds how long the run was
     */
    public static List<Piece> stretches(RequestLog log, double seconds, int count) {
        double stretchNanos = seconds * NANOS_PER_SECOND / count;
        return IntStream.range(0, count)
                .mapToObj(stretch -> of(
                        log,
                        IntStream.range(0, log.size())
                                .filter(row ->
                                        Math.min(count - 1, (int) (log.intendedNanos(row) / stretchNanos)) == stretch),
                        seconds / count))
                .toList();
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
