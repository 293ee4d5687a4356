package org.elasticml.dispatcher.service;

import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import java.util.List;

/**
 * {@code GET /stats}.
 *
 * @param weights the names of the weights that serve
 * @param weightsMixed whether there is more than one, as in the middle of a rolling update
 */
@JsonNaming(SnakeCaseStrategy.class)
public record Stats(
        QueueStats queue,
        int workers,
        Rates rates,
        List<String> weights,
        boolean weightsMixed,
        List<ReplicaStats> replicas) {

    public record QueueStats(int size, int capacity) {}

    /** Over the last seconds. */
    @JsonNaming(SnakeCaseStrategy.class)
    public record Rates(double arrivalsPerSecond, double answersPerSecond, int windowS) {}

    /**
     * @param state {@code unknown} before the first probe, {@code ready}, or {@code ejected}
     * @param servedMs smoothed mean of the time from sending to the answer
     */
    @JsonNaming(SnakeCaseStrategy.class)
    public record ReplicaStats(
            String name, String state, int inFlight, long answered, long failed, double servedMs, String weights) {}
}
