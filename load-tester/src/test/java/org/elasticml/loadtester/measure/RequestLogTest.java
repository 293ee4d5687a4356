package org.elasticml.loadtester.measure;

import static org.elasticml.loadtester.measure.Requests.refused;
import static org.elasticml.loadtester.measure.Requests.succeeded;
import static org.elasticml.loadtester.measure.Requests.unanswered;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;

import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class RequestLogTest {
    private static final List<RequestRecord> RECORDS =
            List.of(unanswered(7, 2), succeeded(3, 20, "tench", "tench", "zebra"), refused(3, 1));

    @Test
    void givesBackWhatItWasGiven() {
        assertEquals(RECORDS, RequestLog.of(RECORDS));
    }

    @Test
    void ordersByIntentAndElseAsRequestsEnded() {
        assertEquals(
                List.of(RECORDS.get(1), RECORDS.get(2), RECORDS.get(0)),
                RequestLog.of(RECORDS).byIntent());
    }

    @Test
    void isNotCopiedIfItIsInOrder() {
        RequestLog ordered = RequestLog.of(RECORDS).byIntent();
        assertSame(ordered, ordered.byIntent());
    }

    @Test
    void growsBeyondItsFirstColumns() {
        RequestLog log = new RequestLog();
        IntStream.range(0, 20_000).forEach(i -> log.add(succeeded(i, i, "t", "t")));
        assertEquals(20_000, log.size());
        assertEquals(19_999 * Requests.MILLI, log.latencyNanos(19_999));
        assertEquals(log, log.byIntent());
    }

    /** A target that makes up a message for each request fills no memory. */
    @Test
    void keepsNoMoreThanSomeMessages() {
        RequestLog log = new RequestLog();
        IntStream.range(0, 10_002)
                .forEach(i -> log.add(new RequestRecord(
                        i, OptionalLong.empty(), i, "a.jpg", Optional.empty(), 1, Answer.none("message " + i))));
        assertEquals(Optional.of("message 9999"), log.error(9999));
        assertEquals(Optional.of("(others)"), log.error(10_000));
        assertEquals(Optional.of("(others)"), log.error(10_001));
    }
}
