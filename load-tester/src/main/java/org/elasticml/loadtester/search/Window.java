package org.elasticml.loadtester.search;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.elasticml.loadtester.measure.Answer;
import org.elasticml.loadtester.measure.Outcome;
import org.elasticml.loadtester.measure.RequestLog;
import org.elasticml.loadtester.measure.RequestRecord;
import org.elasticml.loadtester.measure.Summary;

/**
 * The requests that are due within a stretch of a trial. Instants are nanoseconds from the start of the run. Not thread-safe.
 */
public final class Window {
    private static final int BLOCKS = 10;
    /** Of the limit: what rises by less through a window would need ten of them to reach it. */
    private static final double LEAST_RISE = 0.1;

    private static final double NANOS_PER_MILLI = 1e6;

    private final Slo slo;
    private final long fromNanos;
    private final long toNanos;
    private final int due;
    private final Outlook outlook;
    private final RequestLog ended = new RequestLog();
    /** By number, in the order in which they were due. */
    private final Map<Integer, Long> open = new LinkedHashMap<>();

    /**
     * @param due how many requests are due in it
     */
    public Window(Slo slo, long fromNanos, long toNanos, int due) {
        this.slo = slo;
        this.fromNanos = fromNanos;
        this.toNanos = toNanos;
        this.due = due;
        outlook = new Outlook(slo, due);
    }

    public long fromNanos() {
        return fromNanos;
    }

    public long toNanos() {
        return toNanos;
    }

    /** A request leaves. Numbers and instants never decrease. */
    public void sent(int number, long intendedNanos) {
        open.put(number, intendedNanos);
    }

    public void ended(int number, long nowNanos, Answer answer) {
        long intendedNanos = open.remove(number);
        ended.add(new RequestRecord(intendedNanos, OptionalLong.empty(), nowNanos, "", Optional.empty(), 0, answer));
        outlook.add(nowNanos - intendedNanos, answer.outcome());
    }

    /** Whether all that are due in it have ended. */
    public boolean isOver() {
        return ended.size() == due;
    }

    /** What makes it sure already that the SLO will not hold; empty if nothing does. */
    public Optional<String> hopeless(long nowNanos) {
        return outlook.hopeless(open.values(), nowNanos);
    }

    /** What of the SLO did not hold; empty if all did. Once it {@link #isOver is over}. */
    public Optional<String> missed() {
        Summary summary = Summary.of(ended, slo.ms(), false);
        return slo.holds(summary) ? Optional.empty() : Optional.of(slo.missed(summary));
    }

    /**
     * Whether latencies do not rise through it: the means of its ten tenths have no {@linkplain Trend trend} upwards of
     * a tenth of the SLO's limit.
     */
    public boolean isStable() {
        return !Trend.rises(means(), LEAST_RISE * slo.latencyLimitMs());
    }

    /** Milliseconds, of those that succeeded, by when they were due; not a number where none was. */
    private double[] means() {
        double[] sums = new double[BLOCKS];
        int[] counts = new int[BLOCKS];
        for (int row = 0; row < ended.size(); row++) {
            if (ended.outcome(row) == Outcome.SUCCEEDED) {
                int block = (int) ((ended.intendedNanos(row) - fromNanos) * BLOCKS / (toNanos - fromNanos));
                sums[block] += ended.latencyNanos(row) / NANOS_PER_MILLI;
                counts[block]++;
            }
        }
        Arrays.setAll(sums, block -> sums[block] / counts[block]);
        return sums;
    }
}
