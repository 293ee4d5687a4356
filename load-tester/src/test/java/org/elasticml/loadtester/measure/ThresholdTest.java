package org.elasticml.loadtester.measure;

import static org.elasticml.loadtester.measure.Requests.refused;
import static org.elasticml.loadtester.measure.Requests.succeeded;
import static org.elasticml.loadtester.measure.Requests.unanswered;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ThresholdTest {
    /** 10, 20, 30 and 40 ms; one of eight refused, three failed; the last ends at 2 s; three are in time; lag is 1 ms. */
    private static final Summary SUMMARY = Summary.of(
            RequestLog.of(
                    succeeded(0, 10, "t", "t"),
                    succeeded(1, 20, "t", "t"),
                    succeeded(2, 30, "t", "t"),
                    succeeded(3, 40, "t", "t"),
                    refused(4, 1),
                    unanswered(5, 1),
                    unanswered(6, 1),
                    unanswered(1000, 1000)),
            30,
            false);

    @ParameterizedTest
    @CsvSource({
        "p50<20.1ms, p50<20ms",
        "p90<=40ms, p90<40ms",
        "p95>=40ms, p95>40ms",
        "p99<0.041s, p99<0.04s",
        "max <= 40 ms, max<=39.9ms",
        "mean>24.9ms, mean>25ms",
        "attainment>=37.5%, attainment>=37.6%",
        "refused<2, refused<1",
        "refused<=12.5%, refused<12.5%",
        "failed<=3, failed<=2",
        "errors<=50%, errors<50%",
        "errors<5, errors<4",
        "throughput>=2, throughput>2",
        "throughput>=2/s, throughput>=2.1/s",
        "LAG<=1ms, lag<1ms"
    })
    void holdsUpToItsLimit(String holds, String fails) {
        assertTrue(Threshold.parse(holds).holds(SUMMARY), holds);
        assertFalse(Threshold.parse(fails).holds(SUMMARY), fails);
    }

    /** Of 1 to 100 ms each percentile is another. */
    @ParameterizedTest
    @CsvSource({"p50, 50", "p90, 90", "p95, 95", "p99, 99", "max, 100", "mean, 50.5"})
    void takesEachFromItsPlace(String metric, String millis) {
        RequestLog log = new RequestLog();
        for (int i = 1; i <= 100; i++) {
            log.add(succeeded(i, i, "t", "t"));
        }
        Summary hundred = Summary.of(log, 500, false);
        assertTrue(Threshold.parse(metric + "<=" + millis + "ms").holds(hundred));
        assertFalse(Threshold.parse(metric + "<" + millis + "ms").holds(hundred));
    }

    @Test
    void doesNotHoldIfItsValueIsNotKnown() {
        Summary nothing = Summary.of(RequestLog.of(unanswered(0, 1)), 30, false);
        assertFalse(Threshold.parse("p99<1s").holds(nothing));
        assertFalse(Threshold.parse("p99>1s").holds(nothing));
        assertTrue(Threshold.parse("failed<2").holds(nothing));
        assertFalse(Threshold.parse("errors<100%").holds(Summary.of(RequestLog.of(), 30, false)));
    }

    @Test
    void tellsWhatWas() {
        assertEquals("p99 < 30ms: 40.00 ms", Threshold.parse("p99 < 30ms").describe(SUMMARY));
        assertEquals("errors<1%: 50.00 %", Threshold.parse("errors<1%").describe(SUMMARY));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "p99", "p99<", "p99=5ms", "p99<-1ms", "p99<5min", "p99<<5ms", "p99<5ms and more"})
    void saysWhatFormIsAccepted(String wrong) {
        String message = message(wrong);
        assertTrue(message.contains("as in p99<500ms"), message);
    }

    @Test
    void namesTheMetricsThereAre() {
        String message = message("p42<5ms");
        assertTrue(
                Arrays.stream(ThresholdMetric.values()).allMatch(metric -> message.contains(metric.word())), message);
    }

    @ParameterizedTest
    @CsvSource({
        "p99<500, 'ms or s'",
        "attainment>0.99, 'and %'",
        "refused<5ms, 'of requests'",
        "throughput>5%, 'requests a second'"
    })
    void saysWhichUnitIsAccepted(String wrong, String accepted) {
        String message = message(wrong);
        assertTrue(message.contains(accepted), message);
    }

    private static String message(String wrong) {
        return assertThrows(IllegalArgumentException.class, () -> Threshold.parse(wrong))
                .getMessage();
    }
}
