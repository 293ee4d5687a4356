package org.elasticml.loadtester.report;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import org.elasticml.loadtester.measure.Lag;
import org.elasticml.loadtester.measure.Latency;
import org.elasticml.loadtester.measure.Summary;

/**
 * A trial of a search. Figures are those of the requests due in the window that decided, until its end, or the trial's.
 *
 * @param reason why the SLO did not hold, or the trial does not count; else empty
 * @param windows how many it took
 * @param seconds from its start to its last answer
 * @param sloLatencyMs the latency that the SLO is about
 * @param replicas as metrics tell, in the mean, else those that answered; empty if neither tells
 */
public record TrialResult(
        int number,
        double rate,
        Judgement verdict,
        String reason,
        int windows,
        double seconds,
        int requests,
        int refused,
        int failed,
        OptionalDouble sloLatencyMs,
        OptionalDouble p50Ms,
        OptionalDouble p99Ms,
        OptionalDouble maxMs,
        OptionalDouble lagP99Ms,
        OptionalDouble replicas) {
    /** What a trial came to; only the first two say something of the target. */
    public enum Judgement {
        HELD,
        MISSED,
        /** Requests left too late for it to count. */
        LATE,
        /** Ended before it was known. */
        ENDED;

        @JsonValue
        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    public static TrialResult of(
            int number,
            double rate,
            Judgement verdict,
            String reason,
            int windows,
            double seconds,
            Summary summary,
            OptionalDouble sloLatencyMs,
            OptionalDouble replicas) {
        return new TrialResult(
                number,
                rate,
                verdict,
                reason,
                windows,
                seconds,
                summary.requests(),
                summary.refused(),
                summary.failed(),
                sloLatencyMs,
                known(summary.latencyMs().map(Latency::p50)),
                known(summary.latencyMs().map(Latency::p99)),
                known(summary.latencyMs().map(Latency::max)),
                known(summary.scheduleLagMs().map(Lag::p99)),
                replicas);
    }

    private static OptionalDouble known(Optional<Double> value) {
        return value.map(OptionalDouble::of).orElse(OptionalDouble.empty());
    }
}
