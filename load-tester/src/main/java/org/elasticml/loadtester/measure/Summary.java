package org.elasticml.loadtester.measure;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * A run in figures. The names of the components are those of {@code summary.json}, there in snake case.
 *
 * @param requests all that were sent; always {@code succeeded + refused + failed}
 * @param durationS from the start of the run to the end of the last request, in seconds
 * @param throughputRps succeeded requests per second of that
 * @param sloViolations requests that did not succeed within the SLO, refused and failed ones included
 * @param sloAttainment the share (0 to 1) that did; empty if nothing was sent
 * @param latencyMs of succeeded requests only, from the intended instant
 * @param replicas answers that succeeded, by the replica that gave them
 * @param statuses requests by HTTP code, in order; "0" is no answer
 * @param weights what the model was loaded with; several, joined by ", ", if answers differ
 * @param errors why requests did not succeed, in the order of first appearance, the first few different ones
 * @param endedEarly whether the run was interrupted
 */
public record Summary(
        int requests,
        int succeeded,
        int refused,
        int failed,
        double durationS,
        double throughputRps,
        double sloMs,
        int sloViolations,
        OptionalDouble sloAttainment,
        Optional<Latency> latencyMs,
        Map<String, Integer> replicas,
        Map<String, Integer> statuses,
        Map<String, PredictionCount> predictions,
        OptionalDouble top1,
        OptionalDouble top5,
        Optional<String> weights,
        Optional<Lag> scheduleLagMs,
        Map<String, Integer> errors,
        boolean endedEarly) {
    private static final double NANOS_PER_SECOND = 1e9;

    /** Of all requests of a run, in the order in which they were due. */
    public static Summary of(List<RequestRecord> records, double sloMs, boolean endedEarly) {
        int succeeded = count(records, Outcome.SUCCEEDED);
        int inTime = (int)
                records.stream().filter(record -> record.succeededWithin(sloMs)).count();
        double durationS = durationS(records);
        Accuracy accuracy = Accuracy.of(records);
        return new Summary(
                records.size(),
                succeeded,
                count(records, Outcome.REFUSED),
                count(records, Outcome.FAILED),
                durationS,
                durationS > 0 ? succeeded / durationS : 0,
                sloMs,
                records.size() - inTime,
                records.isEmpty() ? OptionalDouble.empty() : OptionalDouble.of((double) inTime / records.size()),
                Latency.ofNanos(latenciesNanos(records)),
                Counts.byReplica(records),
                Counts.byStatus(records),
                PredictionCount.byLabel(records),
                accuracy.top1(),
                accuracy.top5(),
                Counts.weights(records),
                Lag.of(records),
                Counts.firstErrors(records),
                endedEarly);
    }

    /** Whether replicas answered with different weights, as in a rolling update. */
    public boolean mixedWeights() {
        return weights.orElse("").contains(Counts.SEPARATOR);
    }

    /** Of succeeded requests, unsorted. */
    public static long[] latenciesNanos(List<RequestRecord> records) {
        return records.stream()
                .filter(record -> record.is(Outcome.SUCCEEDED))
                .mapToLong(RequestRecord::latencyNanos)
                .toArray();
    }

    private static int count(List<RequestRecord> records, Outcome outcome) {
        return (int) records.stream().filter(record -> record.is(outcome)).count();
    }

    private static double durationS(List<RequestRecord> records) {
        return records.stream().mapToLong(RequestRecord::finishedNanos).max().orElse(0) / NANOS_PER_SECOND;
    }
}
