package org.elasticml.core.balance;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;

/**
 * The better of two drawn at random, by peak-sensitive latency × (in flight + 1). The latency is an exponentially
 * weighted moving average that rises to a peak at once and falls with a time constant of 10 s:
 *
 * <pre>cost = seconds, if seconds &gt; cost; else cost · w + seconds · (1 − w), with w = exp(−Δt / 10 s)</pre>
 *
 * <p>Unanswered, it falls towards 0, so that one that was slow is tried again. One without any answer is tried with one
 * request, and with no second before that is answered while there is another choice. These are the rules of Finagle's
 * {@code PeakEwma} (decay time, penalty), which Linkerd uses too; two choices: Mitzenmacher, "The power of two choices in
 * randomized load balancing", IEEE TPDS 12(10), 2001. Departs from Finagle in that looking at a cost does not change it.
 */
final class PeakEwma implements BalancingPolicy {
    private static final double DECAY_NANOS = 10e9;
    /** More than any latency × in flight: for those that have not answered their first request. */
    private static final double PENALTY_SECONDS = 1e9;

    private static final Latency UNKNOWN = new Latency(0, 0);

    private final RandomGenerator random;
    private final Map<Replica, Latency> latencies = new HashMap<>();

    private record Latency(double seconds, long atNanos) {
        double weight(long nowNanos) {
            return Math.exp(-Math.max(0, nowNanos - atNanos) / DECAY_NANOS);
        }

        Latency then(double answeredSeconds, long nowNanos) {
            double weight = weight(nowNanos);
            return new Latency(
                    answeredSeconds > seconds ? answeredSeconds : seconds * weight + answeredSeconds * (1 - weight),
                    nowNanos);
        }
    }

    PeakEwma(RandomGenerator random) {
        this.random = random;
    }

    @Override
    public Replica pick(List<Replica> free, long key, long nowNanos) {
        if (free.size() == 1) {
            return free.get(0);
        }
        int first = random.nextInt(free.size());
        int second = random.nextInt(free.size() - 1);
        Replica one = free.get(first);
        Replica other = free.get(second < first ? second : second + 1);
        return cost(other, nowNanos) < cost(one, nowNanos) ? other : one;
    }

    private double cost(Replica replica, long nowNanos) {
        Latency latency = latencies.get(replica);
        if (latency == UNKNOWN) {
            return replica.inFlight() == 0 ? 0 : PENALTY_SECONDS + replica.inFlight();
        }
        return latency.seconds() * latency.weight(nowNanos) * (replica.inFlight() + 1);
    }

    @Override
    public void joined(Replica replica) {
        latencies.put(replica, UNKNOWN);
    }

    @Override
    public void answered(Replica replica, double seconds, long nowNanos) {
        latencies.computeIfPresent(
                replica,
                (same, before) -> before == UNKNOWN ? new Latency(seconds, nowNanos) : before.then(seconds, nowNanos));
    }

    @Override
    public void left(Replica replica) {
        latencies.remove(replica);
    }
}
