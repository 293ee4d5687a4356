package org.elasticml.loadtester.measure;

import static org.elasticml.loadtester.measure.Requests.succeeded;
import static org.elasticml.loadtester.measure.Requests.unanswered;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;

/** {@link Requests} name replica r0 for even, r1 for odd milliseconds. */
class ReplicaFiguresTest {
    private static final RequestLog LOG = RequestLog.of(
            succeeded(0, 10, "t", "t"),
            succeeded(2, 30, "t", "t"),
            succeeded(4, 20, "t", "t"),
            succeeded(5, 7, "t", "t"),
            unanswered(6, 1));

    @Test
    void tellsWhatEachDid() {
        assertEquals(
                List.of(
                        new ReplicaFigures("r0", 3, 0.75, 1.5, 20, 30, 30),
                        new ReplicaFigures("r1", 1, 0.25, 0.5, 7, 7, 7)),
                ReplicaFigures.of(LOG, 2));
    }

    /** Of 3 and 1 the mean is 2 and the deviation 1. */
    @Test
    void tellsHowUnevenTheSharesAre() {
        assertEquals(0.5, ReplicaFigures.coefficientOfVariation(ReplicaFigures.of(LOG, 2)));
    }
}
