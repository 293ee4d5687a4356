package org.elasticml.bench.chaos;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Optional;

/**
 * What came of the attempts to read a result.
 *
 * @param body of the 200 answer
 * @param otherwise why there is none, else empty
 * @param nanos when it was read or given up, from the start of the run
 */
record Reading(Optional<JsonNode> body, String otherwise, long nanos) {
    static Reading of(JsonNode body, long nanos) {
        return new Reading(Optional.of(body), "", nanos);
    }

    static Reading none(String why, long nanos) {
        return new Reading(Optional.empty(), why, nanos);
    }

    /** Empty also if it tells of a request that was refused or failed. */
    Optional<Classes> classes() {
        return body.filter(json -> json.path("outcome").asText().equals("succeeded"))
                .flatMap(Classes::of);
    }
}
