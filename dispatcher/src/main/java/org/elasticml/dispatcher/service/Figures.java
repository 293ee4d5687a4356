package org.elasticml.dispatcher.service;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.elasticml.core.balance.Replica;
import org.elasticml.core.balance.ReplicaPool;
import org.elasticml.core.dispatch.Dispatching;

/** What is counted of a {@link Dispatch}, and {@link Stats} of it. Not thread-safe: its owner holds a lock. */
final class Figures {
    private final ReplicaPool pool;
    private final RateWindow arrivals;
    private final RateWindow answers;

    Figures(ReplicaPool pool, long nowNanos) {
        this.pool = pool;
        this.arrivals = new RateWindow(nowNanos);
        this.answers = new RateWindow(nowNanos);
    }

    void arrival(long nowNanos) {
        arrivals.count(nowNanos);
    }

    void answer(long nowNanos) {
        answers.count(nowNanos);
    }

    /**
     * @param serving names of the weights that replicas in service have
     * @param weights of each replica that told, by its name
     */
    Stats stats(
            int workers, Dispatching<?> dispatching, Set<String> serving, Map<String, String> weights, long nowNanos) {
        return new Stats(
                new Stats.QueueStats(
                        dispatching.waiting(),
                        dispatching.waitingInBackground(),
                        dispatching.capacity(),
                        Math.round(1e3 * dispatching.expectedSeconds()),
                        dispatching.isOverloaded(nowNanos)),
                workers,
                new Stats.Rates(
                        arrivals.perSecond(nowNanos),
                        answers.perSecond(nowNanos),
                        tenths(pool.perSecond()),
                        RateWindow.SECONDS),
                List.copyOf(serving),
                serving.size() > 1,
                dispatching.replicas().stream()
                        .map(replica -> stats(replica, weights.getOrDefault(replica.name(), "")))
                        .toList());
    }

    private static Stats.ReplicaStats stats(Replica replica, String weights) {
        String state = replica.ejected()
                ? "ejected"
                : replica.draining() ? "draining" : weights.isEmpty() ? "unknown" : "ready";
        return new Stats.ReplicaStats(
                replica.name(),
                state,
                replica.inFlight(),
                replica.slots(),
                replica.answered(),
                replica.failed(),
                tenths(1e3 * replica.smoothedSeconds()),
                tenths(replica.perSecond()),
                weights);
    }

    private static double tenths(double value) {
        return Math.round(value * 10) / 10.0;
    }
}
