package org.elasticml.bench.chaos;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;
import org.elasticml.loadtester.measure.Outcome;
import org.elasticml.loadtester.measure.Percentiles;
import org.elasticml.loadtester.measure.RequestRecord;

/**
 * The requests of a stretch of a run, counted. Latencies are of those that succeeded, in milliseconds from the instant a
 * request was due; NaN where there is none.
 *
 * @param inTime succeeded within the SLO
 * @param refusalP99Millis until a refusal was told
 */
public record Phase(
        String name,
        int requests,
        int succeeded,
        int refused,
        int failed,
        int inTime,
        double p50Millis,
        double p99Millis,
        double maxMillis,
        double refusalP99Millis) {

    public static Phase of(String name, List<RequestRecord> records, double sloMillis) {
        List<RequestRecord> succeeded = with(records, Outcome.SUCCEEDED);
        List<RequestRecord> refused = with(records, Outcome.REFUSED);
        return new Phase(
                name,
                records.size(),
                succeeded.size(),
                refused.size(),
                with(records, Outcome.FAILED).size(),
                (int) succeeded.stream()
                        .filter(record -> record.latencyNanos() <= sloMillis * 1e6)
                        .count(),
                percentile(succeeded, 50),
                percentile(succeeded, 99),
                percentile(succeeded, 100),
                percentile(refused, 99));
    }

    private static List<RequestRecord> with(List<RequestRecord> records, Outcome outcome) {
        return records.stream().filter(record -> record.is(outcome)).toList();
    }

    private static double percentile(List<RequestRecord> records, int percent) {
        LongStream latencies = records.stream().mapToLong(RequestRecord::latencyNanos);
        return Percentiles.of(latencies.toArray()).millis(percent).orElse(Double.NaN);
    }

    /**
     * Before, at, and after a fault. At it: those in flight when it came, and those due until it should be over.
     *
     * @param faultNanos when it came, from the start of the run
     * @param shockNanos how long it may be felt
     */
    static List<Phase> around(long faultNanos, long shockNanos, List<RequestRecord> records, double sloMillis) {
        List<RequestRecord> before = new ArrayList<>();
        List<RequestRecord> shock = new ArrayList<>();
        List<RequestRecord> after = new ArrayList<>();
        for (RequestRecord record : records) {
            if (record.intendedNanos() >= faultNanos + shockNanos) {
                after.add(record);
            } else if (record.finishedNanos() < faultNanos) {
                before.add(record);
            } else {
                shock.add(record);
            }
        }
        return List.of(
                of("before", before, sloMillis),
                of("first " + Math.round(shockNanos / 1e9) + " s", shock, sloMillis),
                of("after", after, sloMillis));
    }

    /** Stretches of equal length, each with the requests due in it. */
    static List<Phase> every(int seconds, int count, String unit, List<RequestRecord> records, double sloMillis) {
        List<Phase> phases = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            long from = i * seconds * 1_000_000_000L;
            long to = from + seconds * 1_000_000_000L;
            List<RequestRecord> due = records.stream()
                    .filter(record -> record.intendedNanos() >= from && record.intendedNanos() < to)
                    .toList();
            phases.add(of(unit + " " + (i + 1), due, sloMillis));
        }
        return phases;
    }
}
