package org.elasticml.cluster.imagetest;

import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.elasticml.loadtester.measure.Answer;
import org.elasticml.loadtester.measure.Outcome;
import org.elasticml.loadtester.measure.Prediction;
import org.elasticml.loadtester.measure.RequestRecord;

/** What might come back. */
final class Answers {
    private Answers() {}

    static Answer of(String label, double confidence) {
        return answer(200, Optional.of(new Prediction(label, confidence, List.of(label))));
    }

    static Answer of(int status) {
        return status == 0 ? Answer.none("reset") : answer(status, Optional.empty());
    }

    private static Answer answer(int status, Optional<Prediction> prediction) {
        return new Answer(
                status,
                Outcome.of(status, "application/problem+json"),
                prediction,
                Optional.empty(),
                Optional.of("builtin"),
                OptionalInt.empty(),
                Optional.empty());
    }

    /** A request that ended at that second. */
    static RequestRecord record(double endSecond, int status) {
        long end = Math.round(endSecond * 1e9);
        return new RequestRecord(
                end - 1000, OptionalLong.of(end - 1000), end, "a.jpg", Optional.empty(), 1, of(status));
    }
}
