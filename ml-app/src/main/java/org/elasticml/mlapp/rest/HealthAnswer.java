package org.elasticml.mlapp.rest;

import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import java.util.SortedMap;
import java.util.TreeMap;
import org.elasticml.mlapp.serving.Replica;

/**
 * {@code GET /}: that it serves, what, and how fast.
 *
 * @param modelHash of all that decides on answers: replicas with the same one answer alike
 * @param bestBatch the most photos that go through the network at once
 * @param serviceMs what a batch takes at present, decoding included, by its size
 */
@JsonNaming(SnakeCaseStrategy.class)
record HealthAnswer(
        String status,
        String model,
        String precision,
        String precisionReason,
        String weights,
        String modelHash,
        int classes,
        String jpeg,
        double imagesPerSecond,
        int bestBatch,
        SortedMap<Integer, Double> serviceMs) {
    static HealthAnswer of(Replica.Description serving, Replica.Batching batching) {
        SortedMap<Integer, Double> serviceMs = new TreeMap<>();
        batching.serviceMillis().forEach((size, millis) -> serviceMs.put(size, tenths(millis)));
        return new HealthAnswer(
                "ok",
                serving.model(),
                serving.precision(),
                serving.precisionReason(),
                serving.weights(),
                serving.modelHash(),
                serving.classes(),
                serving.jpeg(),
                tenths(serving.imagesPerSecond()),
                batching.best(),
                serviceMs);
    }

    private static double tenths(double value) {
        return Math.round(value * 10) / 10.0;
    }
}
