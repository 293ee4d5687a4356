package org.elasticml.mlapp.rest;

import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import java.util.List;
import java.util.Locale;
import org.elasticml.mlapp.serving.Classification;
import org.elasticml.mlapp.serving.Replica;

/**
 * {@code POST /predict}.
 *
 * @param prediction the first of {@code top} in words, as in {@code golden retriever: 89.20%}
 * @param confidence from 0 to 1
 * @param weights what answered, so that nobody takes one model for another
 * @param modelHash the same for machines: of all that decides on answers
 */
@JsonNaming(SnakeCaseStrategy.class)
record PredictAnswer(
        String prediction,
        String label,
        int classId,
        double confidence,
        List<Place> top,
        String model,
        String weights,
        String modelHash) {

    @JsonNaming(SnakeCaseStrategy.class)
    record Place(String label, int classId, double confidence) {}

    static PredictAnswer of(Classification classification, Replica.Description serving) {
        List<Place> top = classification.top().stream()
                .map(candidate -> new Place(
                        candidate.label(), candidate.classId(), Math.round(candidate.confidence() * 1e6) / 1e6))
                .toList();
        Place first = top.get(0);
        return new PredictAnswer(
                String.format(Locale.ROOT, "%s: %.2f%%", first.label(), 100 * first.confidence()),
                first.label(),
                first.classId(),
                first.confidence(),
                top,
                serving.model(),
                serving.weights(),
                serving.modelHash());
    }
}
