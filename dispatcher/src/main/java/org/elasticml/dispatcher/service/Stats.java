package org.elasticml.dispatcher.service;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import java.util.List;
import java.util.Optional;

/**
 * {@code GET /stats}.
 *
 * @param weights the names of the weights that serve
 * @param weightsMixed whether there is more than one, as in the middle of a rolling update
 * @param cache left out if there is none
 */
@JsonNaming(SnakeCaseStrategy.class)
public record Stats(
        QueueStats queue,
        int workers,
        Rates rates,
        List<String> weights,
        boolean weightsMixed,
        List<ReplicaStats> replicas,
        @JsonInclude(JsonInclude.Include.NON_ABSENT) Optional<CacheStats> cache) {

    /** Without a cache. */
    Stats(
            QueueStats queue,
            int workers,
            Rates rates,
            List<String> weights,
            boolean weightsMixed,
            List<ReplicaStats> replicas) {
        this(queue, workers, rates, weights, weightsMixed, replicas, Optional.empty());
    }

    Stats with(CacheStats itsCache) {
        return new Stats(queue, workers, rates, weights, weightsMixed, replicas, Optional.of(itsCache));
    }

    /**
     * Requests since the start, by what the cache had for them when they came.
     *
     * @param size answers that are kept
     * @param shared what another request was just being classified for
     * @param bypass while it was not known that all replicas serve one model
     */
    @JsonNaming(SnakeCaseStrategy.class)
    public record CacheStats(long size, int capacity, long hit, long miss, long shared, long bypass) {}

    /**
     * @param size requests that wait, whose senders do
     * @param background asynchronous requests that wait
     * @param expectedMs when the answer of one that came now would come
     * @param overloaded whether requests that would miss the SLO are refused
     */
    @JsonNaming(SnakeCaseStrategy.class)
    public record QueueStats(int size, int background, int capacity, long expectedMs, boolean overloaded) {}

    /**
     * Over the last seconds.
     *
     * @param capacityPerSecond what the usable replicas can do together; 0 if that is not known
     */
    @JsonNaming(SnakeCaseStrategy.class)
    public record Rates(double arrivalsPerSecond, double answersPerSecond, double capacityPerSecond, int windowS) {}

    /**
     * @param state {@code unknown} before the first probe, {@code ready}, {@code draining}, or {@code ejected}
     * @param slots requests that it is given at a time
     * @param servedMs smoothed mean of the time from sending to the answer
     * @param perSecond what it can do
     */
    @JsonNaming(SnakeCaseStrategy.class)
    public record ReplicaStats(
            String name,
            String state,
            int inFlight,
            int slots,
            long answered,
            long failed,
            double servedMs,
            double perSecond,
            String weights) {}
}
