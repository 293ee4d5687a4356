package org.elasticml.loadtester.measure;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.PrimitiveIterator;
import org.elasticml.core.workload.Arrivals;
import org.elasticml.core.workload.Workload;
import org.junit.jupiter.api.Test;

class ScheduleFitTest {
    private static final Workload ASKED = workload();

    private static Workload workload() {
        double[] rates = new double[20];
        Arrays.setAll(rates, second -> 50 + 10 * second);
        return Workload.of(rates);
    }

    /** A sender that writes only every 50 ms keeps the intended gaps as they are, and spoils those between sent requests. */
    @Test
    void tellsTheScheduleFromTheSender() {
        ScheduleFit fit = ScheduleFit.of(ASKED, log(Arrivals.POISSON, 50)).orElseThrow();
        assertTrue(fit.intendedFits());
        assertTrue(fit.sent().distance() > 5 * fit.intended().distance(), fit.toString());
        ScheduleFit exact = ScheduleFit.of(ASKED, log(Arrivals.POISSON, 1)).orElseThrow();
        assertEquals(exact.intended().distance(), exact.sent().distance(), 0.01);
    }

    @Test
    void doesNotTakeEvenGapsForPoissons() {
        assertFalse(
                ScheduleFit.of(ASKED, log(Arrivals.UNIFORM, 1)).orElseThrow().intendedFits());
    }

    @Test
    void takesRequestsThatWereWrittenInAnotherOrder() {
        RequestLog log = RequestLog.of(written(10, 500), written(20, 400));
        assertEquals(2, ScheduleFit.of(ASKED, log).orElseThrow().sent().gaps());
    }

    private static RequestRecord written(long dueMillis, long sentMillis) {
        long sent = sentMillis * Requests.MILLI;
        return new RequestRecord(
                dueMillis * Requests.MILLI, OptionalLong.of(sent), sent, "a", Optional.empty(), 1, Answer.none(""));
    }

    @Test
    void isNoneOfNothing() {
        assertEquals(Optional.empty(), ScheduleFit.of(ASKED, RequestLog.of(Requests.unanswered(0, 1))));
    }

    /** Written at the next multiple of so many milliseconds; kept in the order in which they end. */
    private static RequestLog log(Arrivals arrivals, long everyMillis) {
        RequestLog log = new RequestLog();
        PrimitiveIterator.OfLong instants = arrivals.instantsNanos(ASKED, 1);
        while (instants.hasNext()) {
            long due = instants.nextLong();
            long every = everyMillis * Requests.MILLI;
            long sent = (due / every + 1) * every;
            log.add(new RequestRecord(
                    due,
                    OptionalLong.of(everyMillis == 1 ? due : sent),
                    sent,
                    "a",
                    Optional.empty(),
                    1,
                    Answer.none("")));
        }
        return log;
    }
}
