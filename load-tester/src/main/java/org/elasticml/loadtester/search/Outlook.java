package org.elasticml.loadtester.search;

import java.util.Collection;
import java.util.Locale;
import java.util.Optional;
import org.elasticml.loadtester.measure.Outcome;
import org.elasticml.loadtester.measure.Threshold;
import org.elasticml.loadtester.measure.ThresholdMetric;

/**
 * Whether an SLO can still hold for a known number of requests, were all that have not ended yet to succeed, at once if they
 * are within the limit. One that is unanswered beyond it counts as late, as if it were to succeed.
 */
final class Outlook {
    private static final double NANOS_PER_MILLI = 1e6;
    private static final double PERCENT = 100;

    private final Slo slo;
    private final int due;
    /** Of those that succeeded, by threshold. */
    private final int[] late;

    private int refused;
    private int failed;
    private double latenciesMs;

    Outlook(Slo slo, int due) {
        this.slo = slo;
        this.due = due;
        late = new int[slo.thresholds().size()];
    }

    /** One has ended. */
    void add(long latencyNanos, Outcome outcome) {
        double latencyMs = latencyNanos / NANOS_PER_MILLI;
        switch (outcome) {
            case REFUSED -> refused++;
            case FAILED -> failed++;
            case SUCCEEDED -> {
                latenciesMs += latencyMs;
                for (int i = 0; i < late.length; i++) {
                    late[i] += isLate(slo.thresholds().get(i), latencyMs) ? 1 : 0;
                }
            }
        }
    }

    /**
     * Why it can't hold; empty if it can.
     *
     * @param open when the requests that have not ended were due, the oldest first
     */
    Optional<String> hopeless(Collection<Long> open, long nowNanos) {
        for (int i = 0; i < late.length; i++) {
            Threshold threshold = slo.thresholds().get(i);
            double best = best(threshold, late[i] + overdue(threshold, open, nowNanos), open, nowNanos);
            if (!threshold.accepts(best)) {
                return Optional.of(why(threshold, late[i] + overdue(threshold, open, nowNanos)));
            }
        }
        return Optional.empty();
    }

    /** The best that the threshold's value can come to. */
    private double best(Threshold threshold, int late, Collection<Long> open, long nowNanos) {
        int succeed = due - refused - failed;
        return switch (threshold.metric()) {
            case P50 -> percentile(threshold, 50, late, succeed);
            case P90 -> percentile(threshold, 90, late, succeed);
            case P95 -> percentile(threshold, 95, late, succeed);
            case P99 -> percentile(threshold, 99, late, succeed);
            case MAX -> percentile(threshold, 100, late, succeed);
            case MEAN -> (latenciesMs + agesMs(open, nowNanos)) / succeed;
            case REFUSED -> share(threshold, refused);
            case FAILED -> share(threshold, failed);
            case ERRORS -> share(threshold, refused + failed);
            case ATTAINMENT -> share(threshold, succeed - late);
            case THROUGHPUT, LAG -> throw new IllegalStateException(threshold.text());
        };
    }

    /** 0 if the limit can be kept, else beyond it; by nearest rank, as figures are. */
    private static double percentile(Threshold threshold, int percent, int late, int succeed) {
        long rank = ((long) succeed * percent + 99) / 100;
        return late > succeed - rank || succeed == 0 ? Double.POSITIVE_INFINITY : 0;
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

    private String why(Threshold threshold, int late) {
        return switch (threshold.metric()) {
            case REFUSED, FAILED, ERRORS ->
                String.format(
                        Locale.ROOT, "%s: %,d refused and %,d failed of %,d", threshold.text(), refused, failed, due);
            case MEAN -> threshold.text() + ": the mean can't come down to it any more";
            default -> String.format(Locale.ROOT, "%s: %,d of %,d late or unanswered", threshold.text(), late, due);
        };
    }
}
