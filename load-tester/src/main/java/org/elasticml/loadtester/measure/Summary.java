package org.elasticml.loadtester.measure;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;

/**
 * A run in figures. The names of the components are those of {@code summary.json}, there in snake case.
 *
 * @param requests all that were sent; always {@code succeeded + refused + failed}
 * @param durationS from the start of the run to the end of the last request, in seconds
 * @param throughputRps succeeded requests per second of that
 * @param sequentialRps 1000 ÷ mean latency in ms: how many a second one after another would be, were each to take what it took
 *     here. Not a throughput: with several in flight it says nothing of how many were answered
 * @param sloViolations requests that did not succeed within the SLO, refused and failed ones included
 * @param sloAttainment the share (0 to 1) that did; empty if nothing was sent
 * @param latencyMs of succeeded requests only, from the intended instant
 * @param replicas answers that succeeded, by the replica that gave them
 * @param statuses requests by HTTP code, in order; "0" is no answer
 * @param weights what the model was loaded with; several, joined by ", ", if answers differ
 * @param errors why requests did not succeed, in the order of first appearance, the first few different ones
 * @param coreSeconds as {@link Cost}; empty without metrics, as the two that follow
 * @param endedEarly whether the run was interrupted
 */
public record Summary(
        int requests,
        int succeeded,
        int refused,
        int failed,
        double durationS,
        double throughputRps,
        OptionalDouble sequentialRps,
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
        OptionalDouble coreSeconds,
        OptionalDouble replicasMean,
        OptionalInt replicasMax,
        boolean endedEarly) {
    /** "p99 within the SLO" in other words; both are asked, since only succeeded requests have a p99. */
    private static final double MIN_ATTAINMENT = 0.99;

    private static final double NANOS_PER_SECOND = 1e9;
    private static final double MILLIS_PER_SECOND = 1e3;

    /** Of all requests of a run, without metrics. */
    public static Summary of(RequestLog log, double sloMs, boolean endedEarly) {
        return of(log, sloMs, endedEarly, List.of(), Told.by(log));
    }

    /** What only whole answers tell, which the lines of a file do not hold. */
    public record Told(Accuracy accuracy, Optional<String> weights) {
        public static Told by(RequestLog log) {
            return new Told(Accuracy.of(log), Counts.weights(log));
        }
    }

    /** Of all requests of a run, and of what metrics told meanwhile. */
    public static Summary of(RequestLog records, double sloMs, boolean endedEarly, List<Sample> samples, Told told) {
        RequestLog log = records.byIntent();
        int[] outcomes = outcomes(log);
        int succeeded = outcomes[Outcome.SUCCEEDED.ordinal()];
        int inTime = inTime(log, sloMs);
        double durationS = durationS(log);
        Optional<Latency> latency = Latency.ofNanos(log.succeededLatenciesNanos());
        Optional<Cost> cost = Cost.of(samples, durationS);
        return new Summary(
                log.size(),
                succeeded,
                outcomes[Outcome.REFUSED.ordinal()],
                outcomes[Outcome.FAILED.ordinal()],
                durationS,
                durationS > 0 ? succeeded / durationS : 0,
                optional(latency.filter(it -> it.mean() > 0).map(it -> MILLIS_PER_SECOND / it.mean())),
                sloMs,
                log.size() - inTime,
                log.isEmpty() ? OptionalDouble.empty() : OptionalDouble.of((double) inTime / log.size()),
                latency,
                Counts.byReplica(log),
                Counts.byStatus(log),
                PredictionCount.byLabel(log),
                told.accuracy().top1(),
                told.accuracy().top5(),
                told.weights(),
                Lag.of(log),
                Counts.firstErrors(log),
                optional(cost.map(Cost::coreSeconds)),
                optional(cost.map(Cost::replicasMean)),
                cost.map(it -> OptionalInt.of(it.replicasMax())).orElse(OptionalInt.empty()),
                endedEarly);
    }

    /** Whether p99 is within the SLO, and so are at least 99 % of all requests. */
    public boolean meetsSlo() {
        return latencyMs.map(Latency::p99).orElse(0.0) <= sloMs && sloAttainment.orElse(1) >= MIN_ATTAINMENT;
    }

    /** Whether replicas answered with different weights, as in a rolling update. */
    public boolean mixedWeights() {
        return weights.orElse("").contains(Counts.SEPARATOR);
    }

    private static OptionalDouble optional(Optional<Double> value) {
        return value.map(OptionalDouble::of).orElse(OptionalDouble.empty());
    }

    private static int[] outcomes(RequestLog log) {
        int[] counts = new int[Outcome.values().length];
        for (int row = 0; row < log.size(); row++) {
            counts[log.outcome(row).ordinal()]++;
        }
        return counts;
    }

    private static int inTime(RequestLog log, double sloMs) {
        int count = 0;
        for (int row = 0; row < log.size(); row++) {
            if (log.succeeded(row) && log.latencyNanos(row) <= sloMs * Percentiles.NANOS_PER_MILLI) {
                count++;
            }
        }
        return count;
    }

    private static double durationS(RequestLog log) {
        long last = 0;
        for (int row = 0; row < log.size(); row++) {
            last = Math.max(last, log.finishedNanos(row));
        }
        return last / NANOS_PER_SECOND;
    }
}
