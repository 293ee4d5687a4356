package org.elasticml.loadtester.measure.capacity;

import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import org.elasticml.loadtester.measure.RequestLog;
import org.elasticml.loadtester.measure.Sample;
import org.elasticml.loadtester.measure.Summary;

/**
 * Advice on how many replicas there must be. Replicas for a rate are ⌈rate · (1 + margin) / throughput per replica⌉. What is not
 * known is empty.
 *
 * @param replicas the mean over the run; empty if it is not known how many there were: then all rates are those of the target as a
 *     whole
 * @param replicasSampled whether metrics told of them, rather than the answers
 * @param p95Breaks where; empty of a closed loop, which asks for no rate
 * @param inFlightPerReplica the mean of requests in flight for each replica (or for the target)
 * @param needs for each rate of the aim
 */
public record Capacity(
        CapacityAim aim,
        OptionalDouble replicas,
        boolean replicasSampled,
        Optional<BreakingPoint> p95Breaks,
        List<Stretch> stretches,
        OptionalDouble inFlightPerReplica,
        Optional<Throughput> throughput,
        List<Need> needs) {
    /** In a closed loop: with fewer in flight, a replica that is answered waits for its next request. */
    private static final double SATURATED_IN_FLIGHT = 2;

    private static final double NANOS_PER_SECOND = 1e9;

    /**
     * Replicas for a rate.
     *
     * @param rate requests a second, without the margin
     * @param replicas empty if the throughput of one is not known
     */
    public record Need(double rate, OptionalInt replicas) {}

    /**
     * @param log by intent
     * @param samples of the metrics, in their order
     * @param peakPerSecond the highest rate that was asked for; empty of a closed loop
     * @param dueS until when requests were due
     */
    public static Capacity of(
            RequestLog log,
            List<Sample> samples,
            Summary summary,
            OptionalDouble peakPerSecond,
            double dueS,
            CapacityAim aim) {
        ReplicaCounts counts = new ReplicaCounts(log, samples);
        boolean known = counts.source() != ReplicaCounts.Source.NONE;
        OptionalDouble mean =
                summary.durationS() > 0 ? counts.in(0, summary.durationS(), 0, log.size()) : OptionalDouble.empty();
        OptionalDouble inFlight = inFlight(log, summary.durationS(), mean);
        boolean open = peakPerSecond.isPresent();
        boolean agentDied = log.hasDeadAgents();
        List<Stretch> stretches = open && !agentDied ? Stretch.of(log, counts, summary.sloMs(), dueS) : List.of();
        Optional<BreakingPoint> breaks = !open
                ? Optional.empty()
                : Optional.of(agentDied ? BreakingPoint.agentDied() : BreakingPoint.of(stretches));
        Optional<Throughput> throughput =
                breaks.map(point -> held(stretches, point)).orElseGet(() -> saturation(summary, mean, inFlight));
        return new Capacity(
                aim,
                known ? mean : OptionalDouble.empty(),
                counts.source() == ReplicaCounts.Source.METRICS && summary.durationS() > 0,
                breaks,
                stretches,
                inFlight,
                throughput,
                aim.ratesFor(peakPerSecond.orElse(0)).stream()
                        .map(rate -> need(rate, aim.margin(), throughput.filter(it -> known)))
                        .toList());
    }

    /** By Little's law. */
    private static OptionalDouble inFlight(RequestLog log, double durationS, OptionalDouble replicas) {
        if (replicas.isEmpty()) {
            return replicas;
        }
        double nanos = 0;
        for (int row = 0; row < log.size(); row++) {
            nanos += log.latencyNanos(row);
        }
        return OptionalDouble.of(nanos / NANOS_PER_SECOND / durationS / replicas.getAsDouble());
    }

    private static Optional<Throughput> held(List<Stretch> stretches, BreakingPoint point) {
        double below =
                switch (point.kind()) {
                    case PARTED -> point.rate().orElseThrow();
                    case MIXED -> point.low().orElseThrow();
                    default -> Double.POSITIVE_INFINITY;
                };
        OptionalDouble highest = stretches.stream()
                .filter(stretch -> stretch.held() && stretch.rate() < below)
                .mapToDouble(Stretch::rate)
                .max();
        return highest.isEmpty()
                ? Optional.empty()
                : Optional.of(new Throughput(
                        Throughput.Basis.HELD, highest.getAsDouble(), point.kind() != BreakingPoint.Kind.PARTED));
    }

    private static Optional<Throughput> saturation(Summary summary, OptionalDouble replicas, OptionalDouble inFlight) {
        if (replicas.isEmpty() || summary.throughputRps() == 0) {
            return Optional.empty();
        }
        return Optional.of(new Throughput(
                Throughput.Basis.SATURATION,
                summary.throughputRps() / replicas.getAsDouble(),
                inFlight.orElseThrow() < SATURATED_IN_FLIGHT));
    }

    private static Need need(double rate, double margin, Optional<Throughput> throughput) {
        return new Need(
                rate,
                throughput
                        .map(it -> OptionalInt.of((int) Math.ceil(rate * (1 + margin) / it.perReplica() - 1e-9)))
                        .orElse(OptionalInt.empty()));
    }
}
