package org.elasticml.bench.chaos;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What an image was taken for: the fields of an answer that depend on the image alone, whoever gave it.
 *
 * @param top as in the answer, best first
 */
record Classes(String label, int classId, double confidence, List<Place> top) {

    /** One of {@code top}. */
    record Place(String label, int classId, double confidence) {}

    /** Empty if it is no such answer. */
    static Optional<Classes> of(JsonNode answer) {
        if (!answer.path("label").isTextual() || !answer.path("top").isArray()) {
            return Optional.empty();
        }
        List<Place> top = new ArrayList<>();
        answer.path("top").forEach(place -> top.add(place(place)));
        Place first = place(answer);
        return Optional.of(new Classes(first.label, first.classId, first.confidence, top));
    }

    private static Place place(JsonNode json) {
        return new Place(
                json.path("label").asText(),
                json.path("class_id").asInt(-1),
                json.path("confidence").asDouble(Double.NaN));
    }

    /**
     * Whether both are of one image.
     *
     * @param tolerance how far confidences may be apart: the same image in a batch of another size is computed in another
     *     order, so that classes nearly as likely may change places as well
     */
    boolean agrees(Classes other, double tolerance) {
        if (tolerance == 0) {
            return equals(other);
        }
        boolean same = top.size() == other.top.size()
                && Math.abs(confidence - other.confidence) <= tolerance
                && (label.equals(other.label) || isNearlyFirst(other.label, tolerance));
        for (int i = 0; same && i < top.size(); i++) {
            same = Math.abs(top.get(i).confidence - other.top.get(i).confidence) <= tolerance;
        }
        return same;
    }

    private boolean isNearlyFirst(String name, double tolerance) {
        return top.stream().anyMatch(place -> place.label.equals(name) && confidence - place.confidence <= tolerance);
    }
}
