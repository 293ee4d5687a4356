package org.elasticml.cluster.imagetest;

import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.elasticml.bench.chaos.Findings;
import org.elasticml.loadtester.measure.Answer;
import org.elasticml.loadtester.measure.Prediction;
import org.elasticml.loadtester.photo.Photo;

/**
 * What replicas answered to the same photos.
 *
 * @param alike how many got the same answer from both: label and confidence
 * @param labelled of how many it is known what they show
 * @param right how many of these were taken for that
 * @param weights whether every answer names the weights that were baked in
 */
record AnswerFigures(int photos, int alike, int labelled, int right, boolean weights) {
    /** The built-in weights are right about 91 % of photos like these, says their model card. */
    private static final double RIGHT = 0.85;

    private static final String WEIGHTS = "builtin";

    static AnswerFigures of(List<Photo> photos, List<Answer> first, List<Answer> second) {
        return new AnswerFigures(
                photos.size(),
                (int) IntStream.range(0, photos.size())
                        .filter(i -> first.get(i).prediction().isPresent())
                        .filter(i ->
                                first.get(i).prediction().equals(second.get(i).prediction()))
                        .count(),
                (int) photos.stream()
                        .filter(photo -> photo.trueLabel().isPresent())
                        .count(),
                (int) IntStream.range(0, photos.size())
                        .filter(i -> isRight(photos.get(i), first.get(i)))
                        .count(),
                first.stream().allMatch(answer -> answer.weights().equals(Optional.of(WEIGHTS))));
    }

    private static boolean isRight(Photo photo, Answer answer) {
        return photo.trueLabel().isPresent()
                && photo.trueLabel().equals(answer.prediction().map(Prediction::label));
    }

    void judge(Findings findings) {
        findings.count(
                alike == photos,
                (photos - alike) + " of " + photos + " photos got no or another answer from the second replica");
        findings.count(right >= RIGHT * labelled, "only " + right + " of " + labelled + " photos were recognised");
        findings.count(weights, "not every answer names the weights " + WEIGHTS);
    }

    String text() {
        String known = labelled == 0
                ? "; whether they are right is not judged"
                : ", " + right + " of " + labelled + " are what the photo shows";
        return alike + " of " + photos + " photos got the same answer from both replicas" + known;
    }
}
