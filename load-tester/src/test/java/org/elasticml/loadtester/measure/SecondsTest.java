package org.elasticml.loadtester.measure;

import static org.elasticml.loadtester.measure.Requests.refused;
import static org.elasticml.loadtester.measure.Requests.succeeded;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import org.elasticml.core.workload.Workload;
import org.junit.jupiter.api.Test;

class SecondsTest {
    /** Due in second 0: one that ends in it, and one written at 1,000 ms that ends in second 1. */
    private static final RequestLog RECORDS =
            RequestLog.of(succeeded(500, 20, "t", "t"), succeeded(999, 200, "t", "t"), refused(1500, 10));

    @Test
    void tellsTheFateOfTheArrivalsOfEachSecond() {
        List<Second> seconds = Seconds.of(asked(2, 3, 4), RECORDS, false);
        assertEquals(3, seconds.size());
        assertEquals(
                new Second(
                        0,
                        OptionalDouble.of(2),
                        1,
                        2,
                        0,
                        0,
                        millis(20),
                        millis(200),
                        millis(200),
                        1,
                        OptionalInt.of(20)),
                seconds.get(0));
        assertEquals(
                new Second(1, OptionalDouble.of(3), 2, 0, 1, 0, none(), none(), none(), 0, OptionalInt.of(200)),
                seconds.get(1));
        assertEquals(
                new Second(2, OptionalDouble.of(4), 0, 0, 0, 0, none(), none(), none(), 0, OptionalInt.empty()),
                seconds.get(2));
    }

    @Test
    void stopsWhereARunWasEndedEarly() {
        assertEquals(2, Seconds.of(asked(2, 3, 4), RECORDS, true).size());
    }

    @Test
    void goesOnUntilTheLastAnswer() {
        List<Second> seconds = Seconds.of(asked(2), RECORDS, false);
        assertEquals(2, seconds.size());
        assertEquals(OptionalDouble.of(0), seconds.get(1).askedRps());
    }

    @Test
    void asksForNothingInAClosedLoop() {
        List<Second> seconds = Seconds.of(Optional.empty(), RECORDS, false);
        assertEquals(2, seconds.size());
        assertEquals(none(), seconds.get(0).askedRps());
    }

    @Test
    void doesNotCareInWhichOrderRequestsEnded() {
        RequestLog shuffled = RequestLog.of(RECORDS.get(2), RECORDS.get(1), RECORDS.get(0));
        assertEquals(Seconds.of(asked(2), RECORDS, false), Seconds.of(asked(2), shuffled, false));
    }

    private static Optional<Workload> asked(double... rates) {
        return Optional.of(Workload.of(rates));
    }

    private static OptionalDouble millis(double value) {
        return OptionalDouble.of(value);
    }

    private static OptionalDouble none() {
        return OptionalDouble.empty();
    }
}
