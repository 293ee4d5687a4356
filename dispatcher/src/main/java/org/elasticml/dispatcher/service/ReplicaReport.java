package org.elasticml.dispatcher.service;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * What a replica says of itself.
 *
 * @param weights the name of what it serves
 * @param modelHash what decides on its answers, hashed; empty if it does not say
 * @param imagesPerSecond what it measured at its start; 0 if it does not say
 * @param serviceSeconds what one of its best batches takes; 0 if it does not say
 */
record ReplicaReport(String weights, String modelHash, double imagesPerSecond, double serviceSeconds) {
    /** Reads what {@code GET /} of ml-app answers. */
    static ReplicaReport of(JsonNode health) {
        String best = health.path("best_batch").asText("1");
        return new ReplicaReport(
                health.path("weights").asText("unnamed"),
                health.path("model_hash").asText(""),
                health.path("images_per_second").asDouble(0),
                health.path("service_ms").path(best).asDouble(0) / 1e3);
    }
}
