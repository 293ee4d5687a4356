package org.elasticml.loadtester.measure.capacity;

import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.PrimitiveIterator;
import java.util.function.LongToIntFunction;
import java.util.stream.IntStream;
import org.elasticml.core.workload.Arrivals;
import org.elasticml.core.workload.Workload;
import org.elasticml.loadtester.measure.Answer;
import org.elasticml.loadtester.measure.Outcome;
import org.elasticml.loadtester.measure.RequestLog;
import org.elasticml.loadtester.measure.RequestRecord;
import org.elasticml.loadtester.measure.Sample;
import org.elasticml.loadtester.measure.Summary;

/**
 * Requests through one queue with as many servers as there are replicas, each of which takes the same time for every request: what
 * a replica can do is known.
 */
final class SyntheticRun {
    static final double SLO_MS = 500;
    private static final long NANOS = 1_000_000_000;
    private static final long NETWORK_NANOS = 5_000_000;

    private SyntheticRun() {}

    /** Poisson arrivals; as {@link #open(Arrivals, Workload, double, LongToIntFunction, boolean)}. */
    static RequestLog open(Workload rates, double perReplica, LongToIntFunction replicasInSecond, boolean named) {
        return open(Arrivals.POISSON, rates, perReplica, replicasInSecond, named);
    }

    /** Arrivals of these rates; a replica does {@code perReplica} a second, and there are so many in each second. */
    static RequestLog open(
            Arrivals arrivals, Workload rates, double perReplica, LongToIntFunction replicasInSecond, boolean named) {
        RequestLog log = new RequestLog();
        long[] free = new long[100];
        for (PrimitiveIterator.OfLong instants = arrivals.instantsNanos(rates, 1); instants.hasNext(); ) {
            long due = instants.nextLong();
            int replicas = replicasInSecond.applyAsInt(due / NANOS);
            int next = IntStream.range(0, replicas)
                    .reduce((one, other) -> free[other] < free[one] ? other : one)
                    .orElseThrow();
            free[next] = Math.max(due, free[next]) + (long) (NANOS / perReplica);
            log.add(succeeded(due, free[next] + NETWORK_NANOS, named ? Optional.of("r" + next) : Optional.empty()));
        }
        return log.byIntent();
    }

    /** Users who wait for answers, at one replica that does {@code perReplica} a second. */
    static RequestLog closed(int users, double perReplica, double seconds) {
        RequestLog log = new RequestLog();
        long[] ready = new long[users];
        long free = 0;
        for (int user = 0; ready[user] < seconds * NANOS; user = (user + 1) % users) {
            free = Math.max(ready[user], free) + (long) (NANOS / perReplica);
            log.add(succeeded(ready[user], free, Optional.of("r0")));
            ready[user] = free;
        }
        return log.byIntent();
    }

    static RequestRecord succeeded(long due, long end, Optional<String> replica) {
        Answer answer = new Answer(
                200,
                Outcome.SUCCEEDED,
                Optional.empty(),
                replica,
                Optional.empty(),
                OptionalInt.empty(),
                Optional.empty());
        return new RequestRecord(due, OptionalLong.of(due), end, "a", Optional.empty(), 1, answer);
    }

    static List<Sample> samples(int seconds, LongToIntFunction ready) {
        return IntStream.range(0, seconds)
                .mapToObj(second -> new Sample(
                        second * NANOS,
                        OptionalInt.of(ready.applyAsInt(second)),
                        OptionalInt.of(1),
                        OptionalInt.empty(),
                        OptionalInt.empty(),
                        OptionalInt.empty(),
                        1))
                .toList();
    }

    static Capacity capacity(RequestLog log, List<Sample> samples, Workload rates, CapacityAim aim) {
        return Capacity.of(
                log,
                samples,
                Summary.of(log, SLO_MS, false),
                OptionalDouble.of(rates.peakPerSecond()),
                rates.seconds(),
                aim);
    }

    /** Rises by as much each second. */
    static Workload ramp(double from, double to, int seconds) {
        return Workload.of(IntStream.range(0, seconds)
                .mapToDouble(second -> from + (to - from) * second / seconds)
                .toArray());
    }
}
