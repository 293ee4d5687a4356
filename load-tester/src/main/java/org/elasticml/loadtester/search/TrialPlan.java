package org.elasticml.loadtester.search;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.PrimitiveIterator;
import java.util.stream.IntStream;
import org.elasticml.core.workload.Arrivals;
import org.elasticml.core.workload.Workload;
import org.elasticml.loadtester.measure.RequestLog;

/**
 * One trial at a rate. The target rests for a second first; requests that come before the first window count for nothing.
 *
 * @param rate requests per second
 * @param settleNanos before the first window
 * @param windowNanos how long a window is; there are {@value #MAX_WINDOWS} of them at most, one after another
 * @param answerNanos how long an answer may take: requests leave until those of the last window are answered
 */
public record TrialPlan(
        double rate, Arrivals arrivals, long seed, long settleNanos, long windowNanos, long answerNanos) {
    public static final int MAX_WINDOWS = 3;

    private static final int REST_SECONDS = 1;
    private static final double NANOS_PER_SECOND = 1e9;

    /** With the rest before, and the last answers after. */
    public Workload workload() {
        double seconds = (settleNanos + MAX_WINDOWS * windowNanos + answerNanos) / NANOS_PER_SECOND;
        double[] rates = new double[REST_SECONDS + (int) Math.ceil(seconds) + 1];
        Arrays.fill(rates, REST_SECONDS, rates.length, rate);
        return Workload.of(rates);
    }

    /** As much of it as was played, in whole seconds. */
    public Workload played(RequestLog sent) {
        long last = IntStream.range(0, sent.size())
                .mapToLong(sent::intendedNanos)
                .max()
                .orElse(0);
        return workload().window(0, 1 + (int) (last / NANOS_PER_SECOND));
    }

    /** When requests are due, from the start of the run; the same each time. */
    public PrimitiveIterator.OfLong instantsNanos() {
        return arrivals.instantsNanos(workload(), seed);
    }

    /** Where the first window begins, from the start of the run. */
    public long settledNanos() {
        return (long) (REST_SECONDS * NANOS_PER_SECOND) + settleNanos;
    }

    /** Of a trial with one window, up to its last request. */
    public double usualSeconds() {
        return (settledNanos() + windowNanos) / NANOS_PER_SECOND;
    }

    /** Those in which a request is due: one without says nothing, and the next takes its place. */
    public List<Window> windows(Slo slo) {
        PrimitiveIterator.OfLong instants = instantsNanos();
        long next = instants.nextLong();
        List<Window> windows = new ArrayList<>();
        for (int i = 0; i < MAX_WINDOWS; i++) {
            long from = settledNanos() + i * windowNanos;
            int due = 0;
            for (; next < from + windowNanos; next = instants.hasNext() ? instants.nextLong() : Long.MAX_VALUE) {
                due += next >= from ? 1 : 0;
            }
            if (due > 0) {
                windows.add(new Window(slo, from, from + windowNanos, due));
            }
        }
        return windows;
    }
}
