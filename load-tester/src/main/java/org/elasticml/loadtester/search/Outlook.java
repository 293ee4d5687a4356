package org.elasticml.loadtester.search;

import java.util.Collection;
import java.util.Locale;
import java.util.Optional;
import org.elasticml.loadtester.measure.Outcome;
import org.elasticml.loadtester.measure.Threshold;
import org.elasticml.loadtester.measure.ThresholdMetric;

/**
 * Whether an SLO holds for a known number of requests, or still can, were all that have not ended yet to be answered well at
 * once.
 *
 * <p>A request that was not answered well within the limit is beyond every bound on latency, also if it is refused or fails
 * later. So a percentile holds if enough of all that are due are answered well within its limit; in a mean, what is refused or
 * fails counts with the time it took and the limit on top. What is lost can't be won back by anything that comes after.
 */
final class Outlook {
    private static final double NANOS_PER_MILLI = 1e6;
    private static final double PERCENT = 100;

    private final Slo slo;
    private final int due;
    /** Not answered well within the limit, by threshold. */
    private final int[] late;

    private int refused;
    private int failed;
    private double endedMs;

    Outlook(Slo slo, int due) {
        this.slo = slo;
        this.due = due;
        late = new int[slo.thresholds().size()];
    }

    /** One has ended. */
    void add(long latencyNanos, Outcome outcome) {
        double latencyMs = latencyNanos / NANOS_PER_MILLI;
        endedMs += latencyMs;
        refused += outcome == Outcome.REFUSED ? 1 : 0;
        failed += outcome == Outcome.FAILED ? 1 : 0;
        for (int i = 0; i < late.length; i++) {
            boolean inTime =
                    outcome == Outcome.SUCCEEDED && !isLate(slo.thresholds().get(i), latencyMs);
            late[i] += inTime ? 0 : 1;
        }
    }

    /**
     * Why it does not hold, and can't any more; empty if it does or can.
     *
     * @param open when the requests that have not ended were due, the oldest first
     */
    Optional<String> missed(Collection<Long> open, long nowNanos) {
        for (int i = 0; i < late.length; i++) {
            Threshold threshold = slo.thresholds().get(i);
            int lateOrOverdue = late[i] + overdue(threshold, open, nowNanos);
            double best = best(threshold, lateOrOverdue, open, nowNanos);
            if (!threshold.accepts(best)) {
                return Optional.of(why(threshold, lateOrOverdue, best));
            }
        }
        return Optional.empty();
    }

    /** The best that the threshold's value can come to. */
    private double best(Threshold threshold, int late, Collection<Long> open, long nowNanos) {
        return switch (threshold.metric()) {
            case P50 -> percentile(50, late);
            case P90 -> percentile(90, late);
            case P95 -> percentile(95, late);
            case P99 -> percentile(99, late);
            case MAX -> percentile(100, late);
            case MEAN -> (endedMs + agesMs(open, nowNanos) + (refused + failed) * threshold.limit()) / due;
            case REFUSED -> share(threshold, refused);
            case FAILED -> share(threshold, failed);
            case ERRORS -> share(threshold, refused + failed);
            case ATTAINMENT -> share(threshold, due - late);
            case THROUGHPUT, LAG -> throw new IllegalStateException(threshold.text());
        };
    }

    /** 0 if the limit can be kept, else beyond it; by nearest rank, as figures are. */
    private double percentile(int percent, int late) {
        long rank = ((long) due * percent + 99) / 100;
        return late > due - rank ? Double.POSITIVE_INFINITY : 0;
    }

    private double share(Threshold threshold, int count) {
        return threshold.percent() ? PERCENT * count / due : count;
    }

    private boolean isLate(Threshold threshold, double latencyMs) {
        return threshold.metric() == ThresholdMetric.ATTAINMENT
                ? latencyMs > slo.ms()
                : threshold.metric().isTime() && !threshold.accepts(latencyMs);
    }

    private int overdue(Threshold threshold, Collection<Long> open, long nowNanos) {
        int count = 0;
        for (long intendedNanos : open) {
            if (!isLate(threshold, (nowNanos - intendedNanos) / NANOS_PER_MILLI)) {
                break;
            }
            count++;
        }
        return count;
    }

    private static double agesMs(Collection<Long> open, long nowNanos) {
        return open.stream()
                        .mapToLong(intendedNanos -> nowNanos - intendedNanos)
                        .sum()
                / NANOS_PER_MILLI;
    }

    private String why(Threshold threshold, int late, double best) {
        return switch (threshold.metric()) {
            case REFUSED, FAILED, ERRORS ->
                String.format(
                        Locale.ROOT, "%s: %,d refused and %,d failed of %,d", threshold.text(), refused, failed, due);
            case MEAN -> String.format(Locale.ROOT, "%s: %.2f ms at least", threshold.text(), best);
            default ->
                String.format(Locale.ROOT, "%s: %,d of %,d not answered well in time", threshold.text(), late, due);
        };
    }
}
