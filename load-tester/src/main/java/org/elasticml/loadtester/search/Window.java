package org.elasticml.loadtester.search;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.elasticml.loadtester.measure.Answer;
import org.elasticml.loadtester.measure.Outcome;

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
    /** By number, in the order in which they were due. */
    private final Map<Integer, Long> open = new LinkedHashMap<>();
    /** Of those that succeeded, by the tenth in which they were due. */
    private final double[] sumsMs = new double[BLOCKS];

    private final int[] succeeded = new int[BLOCKS];
    private int ended;

    /**
     * @param due how many requests are due in it, at least one
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
        long latencyNanos = nowNanos - intendedNanos;
        ended++;
        outlook.add(latencyNanos, answer.outcome());
        if (answer.outcome() == Outcome.SUCCEEDED) {
            int block = (int) ((intendedNanos - fromNanos) * BLOCKS / (toNanos - fromNanos));
            sumsMs[block] += latencyNanos / NANOS_PER_MILLI;
            succeeded[block]++;
        }
    }

    /** Whether all that are due in it have ended. */
    public boolean isOver() {
        return ended == due;
    }

    /**
     * What of the SLO does not hold, whatever may come; empty if it can hold, or does once the window {@linkplain #isOver is
     * over}. A request that was not answered well within the limit is beyond every bound on latency, also if it fails later.
     */
    public Optional<String> missed(long nowNanos) {
        return outlook.missed(open.values(), nowNanos);
    }

    /**
     * Whether latencies do not rise through it: the means of its ten tenths have no {@linkplain Trend trend} upwards of
     * a tenth of the SLO's {@linkplain Slo#tightestMs tightest} limit.
     */
    public boolean isStable() {
        double[] means = IntStream.range(0, BLOCKS)
                .mapToDouble(block -> sumsMs[block] / succeeded[block])
                .toArray();
        return !Trend.rises(means, LEAST_RISE * slo.tightestMs());
    }
}
