package org.elasticml.loadtester.measure;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalInt;
import java.util.stream.IntStream;
import org.elasticml.core.workload.Workload;

/** Cuts a run into seconds. */
public final class Seconds {
    private static final long NANOS_PER_SECOND = 1_000_000_000;

    private final List<List<RequestRecord>> due;
    private final int[] sent;
    private final int[] finished;
    private final int[] queueSize;

    private Seconds(int seconds, List<RequestRecord> records) {
        due = IntStream.range(0, seconds)
                .<List<RequestRecord>>mapToObj(i -> new ArrayList<>())
                .toList();
        sent = new int[seconds];
        finished = new int[seconds];
        queueSize = new int[seconds];
        Arrays.fill(queueSize, -1);
        records.forEach(this::add);
    }

    private void add(RequestRecord record) {
        due.get(second(record.intendedNanos())).add(record);
        record.sentNanos().ifPresent(nanos -> sent[second(nanos)]++);
        int end = second(record.finishedNanos());
        finished[end]++;
        record.answer().queueSize().ifPresent(size -> queueSize[end] = Math.max(queueSize[end], size));
    }

    /**
     * From 0 to the end of the workload or of the last request, whichever is later; of a run that was ended early, to
     * the end of the last request.
     */
    public static List<Second> of(Workload workload, List<RequestRecord> records, boolean endedEarly) {
        int active = 1
                + second(records.stream()
                        .mapToLong(RequestRecord::finishedNanos)
                        .max()
                        .orElse(0));
        int seconds = endedEarly ? active : Math.max(active, workload.seconds());
        return new Seconds(seconds, records).rows(workload);
    }

    private List<Second> rows(Workload workload) {
        List<Second> rows = new ArrayList<>();
        int inFlight = 0;
        for (int second = 0; second < sent.length; second++) {
            inFlight += due.get(second).size() - finished[second];
            double asked = second < workload.seconds() ? workload.ratePerSecond(second) : 0;
            rows.add(row(second, asked, inFlight));
        }
        return rows;
    }

    private Second row(int second, double askedRps, int inFlight) {
        List<RequestRecord> arrivals = due.get(second);
        Percentiles latencies = Percentiles.of(Summary.latenciesNanos(arrivals));
        return new Second(
                second,
                askedRps,
                sent[second],
                count(arrivals, Outcome.SUCCEEDED),
                count(arrivals, Outcome.REFUSED),
                count(arrivals, Outcome.FAILED),
                latencies.millis(50),
                latencies.millis(95),
                latencies.millis(99),
                inFlight,
                queueSize[second] < 0 ? OptionalInt.empty() : OptionalInt.of(queueSize[second]));
    }

    private static int count(List<RequestRecord> arrivals, Outcome outcome) {
        return (int) arrivals.stream().filter(record -> record.is(outcome)).count();
    }

    private static int second(long nanos) {
        return (int) (nanos / NANOS_PER_SECOND);
    }
}
