package org.elasticml.loadtester.measure.capacity;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import org.elasticml.loadtester.measure.RequestLog;
import org.elasticml.loadtester.measure.Requests;
import org.elasticml.loadtester.measure.Sample;
import org.junit.jupiter.api.Test;

class ReplicaCountsTest {
    private static Sample sample(double seconds, OptionalInt ready) {
        OptionalInt none = OptionalInt.empty();
        return new Sample(Math.round(seconds * 1e9), ready, OptionalInt.of(7), none, none, none, 1);
    }

    /** The first holds from the start, the last to the end, each of the others until the next that is known. */
    @Test
    void weighsSamplesByTheTimeForWhichTheyHold() {
        ReplicaCounts counts = new ReplicaCounts(
                new RequestLog(),
                List.of(
                        sample(0.3, OptionalInt.of(1)),
                        sample(4.7, OptionalInt.of(2)),
                        sample(8, OptionalInt.empty()),
                        sample(10.2, OptionalInt.of(4))));
        assertEquals(ReplicaCounts.Source.METRICS, counts.source());
        assertEquals(1 * 0.94 + 2 * 0.06, counts.in(0, 5, 0, 0).orElseThrow(), 1e-9);
        assertEquals(2, counts.in(5, 10, 0, 0).orElseThrow(), 1e-9);
        assertEquals(2 * 0.55 + 4 * 0.45, counts.in(8, 12, 0, 0).orElseThrow(), 1e-9);
        assertEquals(4, counts.in(10.2, 20, 0, 0).orElseThrow(), 1e-9);
    }

    @Test
    void countsThoseThatAnswersName() {
        RequestLog log = RequestLog.of(
                Requests.succeeded(0, 1, "t", "t"),
                Requests.succeeded(2, 1, "t", "t"),
                Requests.succeeded(3, 1, "t", "t"),
                Requests.failed(4, 1, 500));
        ReplicaCounts counts = new ReplicaCounts(log, List.of(sample(0, OptionalInt.empty())));
        assertEquals(ReplicaCounts.Source.ANSWERS, counts.source());
        assertEquals(OptionalDouble.of(2), counts.in(0, 5, 0, 4));
        assertEquals(OptionalDouble.of(1), counts.in(0, 5, 0, 2));
        assertEquals(OptionalDouble.empty(), counts.in(0, 5, 3, 4));
    }

    @Test
    void takesTheTargetAsOneIfNothingTells() {
        RequestLog log = RequestLog.of(SyntheticRun.succeeded(0, 1, Optional.empty()));
        ReplicaCounts counts = new ReplicaCounts(log, List.of());
        assertEquals(ReplicaCounts.Source.NONE, counts.source());
        assertEquals(OptionalDouble.of(1), counts.in(0, 5, 0, 1));
    }
}
