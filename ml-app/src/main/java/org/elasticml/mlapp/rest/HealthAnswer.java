package org.elasticml.mlapp.rest;

import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import org.elasticml.mlapp.serving.Replica;

/** {@code GET /}: that it serves, and what. */
@JsonNaming(SnakeCaseStrategy.class)
record HealthAnswer(
        String status,
        String model,
        String precision,
        String precisionReason,
        String weights,
        int classes,
        String jpeg,
        double imagesPerSecond) {
    static HealthAnswer of(Replica.Description serving) {
        return new HealthAnswer(
                "ok",
                serving.model(),
                serving.precision(),
                serving.precisionReason(),
                serving.weights(),
                serving.classes(),
                serving.jpeg(),
                Math.round(serving.imagesPerSecond() * 10) / 10.0);
    }
}
