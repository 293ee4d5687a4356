package org.elasticml.loadtester.measure;

import java.util.Optional;
import java.util.OptionalInt;

/**
 * What came back for one request. A field that the target did not send is empty.
 *
 * @param status the HTTP code, or 0 if there was no answer
 * @param replica who served it
 * @param weights what the model was loaded with
 * @param queueSize how many requests waited at the target
 * @param error why it did not succeed
 */
public record Answer(
        int status,
        Outcome outcome,
        Optional<Prediction> prediction,
        Optional<String> replica,
        Optional<String> weights,
        OptionalInt queueSize,
        Optional<String> error) {

    /** There was no answer, for the given reason. */
    public static Answer none(String error) {
        return new Answer(
                0,
                Outcome.FAILED,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                OptionalInt.empty(),
                Optional.of(error));
    }

    /** Whether this is why a request failed that an agent of this load tester was to send, and died. */
    static boolean isOfDeadAgent(String error) {
        return error.startsWith("agent ") && error.endsWith(" died");
    }

    public boolean succeeded() {
        return outcome == Outcome.SUCCEEDED;
    }
}
