package org.elasticml.loadtester.measure;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import org.elasticml.core.workload.Workload;

/** Cuts a run into seconds. */
public final class Seconds {
    private static final long NANOS_PER_SECOND = 1_000_000_000;
    private static final double THOUSAND = 1000;

    private final Optional<Workload> asked;
    private final RequestLog log;
    private final int[] sent;
    private final int[] finished;
    private final int[] queueSize;

    /** The next request that is due. */
    private int row;

    private Seconds(int seconds, Optional<Workload> asked, RequestLog log) {
        this.asked = asked;
        this.log = log.byIntent();
        sent = new int[seconds];
        finished = new int[seconds];
        queueSize = new int[seconds];
        Arrays.fill(queueSize, -1);
    }

    /**
     * From 0 to the end of the workload or of the last request, whichever is later; of a run that was ended early, to
     * the end of the last request.
     *
     * @param asked empty for a closed loop
     */
    public static List<Second> of(Optional<Workload> asked, RequestLog log, boolean endedEarly) {
        int planned = endedEarly ? 0 : asked.map(Workload::seconds).orElse(0);
        Seconds seconds = new Seconds(Math.max(count(log), planned), asked, log);
        seconds.countEnds();
        return seconds.rows();
    }

    /** How many seconds have begun when the last request ends; at least one. */
    static int count(RequestLog log) {
        long last = 0;
        for (int row = 0; row < log.size(); row++) {
            last = Math.max(last, log.finishedNanos(row));
        }
        return 1 + second(last);
    }

    private void countEnds() {
        for (int i = 0; i < log.size(); i++) {
            if (log.sentNanos(i).isPresent()) {
                sent[second(log.sentNanos(i).getAsLong())]++;
            }
            int end = second(log.finishedNanos(i));
            finished[end]++;
            queueSize[end] = Math.max(queueSize[end], log.queueSize(i).orElse(-1));
        }
    }

    private List<Second> rows() {
        List<Second> rows = new ArrayList<>(sent.length);
        int inFlight = 0;
        for (int second = 0; second < sent.length; second++) {
            int end = endOfArrivals(second);
            inFlight += end - row - finished[second];
            rows.add(row(second, end, inFlight));
            row = end;
        }
        return rows;
    }

    /** Those due in a second follow one another. */
    private int endOfArrivals(int second) {
        int end = row;
        while (end < log.size() && second(log.intendedNanos(end)) == second) {
            end++;
        }
        return end;
    }

    private Second row(int second, int endOfArrivals, int inFlight) {
        int[] counts = new int[Outcome.values().length];
        Longs latencies = new Longs();
        for (int i = row; i < endOfArrivals; i++) {
            counts[log.outcome(i).ordinal()]++;
            if (log.succeeded(i)) {
                latencies.add(log.latencyNanos(i));
            }
        }
        Percentiles percentiles = Percentiles.of(latencies.toArray());
        return new Second(
                second,
                asked(second),
                sent[second],
                counts[Outcome.SUCCEEDED.ordinal()],
                counts[Outcome.REFUSED.ordinal()],
                counts[Outcome.FAILED.ordinal()],
                percentiles.millis(50),
                percentiles.millis(95),
                percentiles.millis(99),
                inFlight,
                queueSize[second] < 0 ? OptionalInt.empty() : OptionalInt.of(queueSize[second]));
    }

    private OptionalDouble asked(int second) {
        if (asked.isEmpty()) {
            return OptionalDouble.empty();
        }
        double rate = second < asked.get().seconds() ? asked.get().ratePerSecond(second) : 0;
        return OptionalDouble.of(Math.round(rate * THOUSAND) / THOUSAND);
    }

    static int second(long nanos) {
        return (int) (nanos / NANOS_PER_SECOND);
    }
}
