package org.elasticml.loadtester.measure.capacity;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalDouble;
import org.elasticml.loadtester.measure.Outcome;
import org.elasticml.loadtester.measure.Percentiles;
import org.elasticml.loadtester.measure.RequestLog;

/**
 * Some seconds of a run: what was asked of a replica, and whether it was done in time. Requests belong to the stretch in which
 * they were due, so that a row tells the fate of its arrivals.
 *
 * @param fromS from the start of the run
 * @param rate requests due a second for each replica
 * @param p95Ms of those that succeeded, from the intended instant; empty if none did
 * @param errors the share (0 to 1) that was refused or failed
 * @param held whether p95 is within the SLO, and errors are at most {@value #MAX_ERRORS}
 */
public record Stretch(double fromS, double rate, OptionalDouble p95Ms, double errors, boolean held) {
    public static final double SECONDS = 5;

    /** Of fewer requests, a 95th percentile is about one of them. */
    static final int MIN_REQUESTS = 20;

    static final double MAX_ERRORS = 0.01;

    private static final double NANOS_PER_SECOND = 1e9;

    /**
     * Those of {@value #SECONDS} s that are whole, have {@value #MIN_REQUESTS} requests or more, and a known number of replicas.
     *
     * @param log by intent
     * @param dueS until when requests were due
     */
    static List<Stretch> of(RequestLog log, ReplicaCounts replicas, double sloMs, double dueS) {
        List<Stretch> stretches = new ArrayList<>();
        int row = 0;
        for (double from = 0; from + SECONDS <= dueS; from += SECONDS) {
            int end = row;
            while (end < log.size() && log.intendedNanos(end) < (from + SECONDS) * NANOS_PER_SECOND) {
                end++;
            }
            OptionalDouble count = replicas.in(from, from + SECONDS, row, end);
            if (end - row >= MIN_REQUESTS && count.isPresent()) {
                stretches.add(of(log, row, end, from, count.getAsDouble(), sloMs));
            }
            row = end;
        }
        return stretches;
    }

    private static Stretch of(RequestLog log, int fromRow, int toRow, double fromS, double replicas, double sloMs) {
        long[] latencies = new long[toRow - fromRow];
        int succeeded = 0;
        for (int row = fromRow; row < toRow; row++) {
            if (log.outcome(row) == Outcome.SUCCEEDED) {
                latencies[succeeded++] = log.latencyNanos(row);
            }
        }
        int requests = toRow - fromRow;
        OptionalDouble p95 = Percentiles.of(Arrays.copyOf(latencies, succeeded)).millis(95);
        double errors = (double) (requests - succeeded) / requests;
        boolean held = p95.isPresent() && p95.getAsDouble() <= sloMs && errors <= MAX_ERRORS;
        return new Stretch(fromS, requests / SECONDS / replicas, p95, errors, held);
    }
}
