package org.elasticml.dispatcher.rest;

import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import org.elasticml.dispatcher.service.Stats;

/**
 * {@code GET /}.
 *
 * @param replicas that are ready
 */
@JsonNaming(SnakeCaseStrategy.class)
public record HealthAnswer(String status, int queueSize, long replicas) {
    static HealthAnswer of(Stats stats) {
        long ready = stats.replicas().stream()
                .filter(replica -> replica.state().equals("ready"))
                .count();
        return new HealthAnswer("ok", stats.queue().size(), ready);
    }
}
