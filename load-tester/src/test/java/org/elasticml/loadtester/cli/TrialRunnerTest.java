package org.elasticml.loadtester.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.elasticml.loadtester.measure.RequestLog;
import org.elasticml.loadtester.measure.Requests;
import org.elasticml.loadtester.measure.Summary;
import org.elasticml.loadtester.search.Slo;
import org.junit.jupiter.api.Test;

class TrialRunnerTest {
    private static final Slo SLO = Slo.parse("p99<50ms,errors<1%", 500);
    private static final Summary LATE = Summary.of(RequestLog.of(Requests.succeeded(0, 90, "t", "t")), 500, false);
    private static final Summary FAILED = Summary.of(RequestLog.of(Requests.failed(0, 90, 500)), 500, false);

    @Test
    void blamesNoTargetForWhatLeftLate() {
        assertEquals(25, TrialRunner.acceptedLagMs(100, SLO, true, LATE));
        assertEquals(10, TrialRunner.acceptedLagMs(10, SLO, true, LATE));
        assertEquals(100, TrialRunner.acceptedLagMs(100, SLO, false, LATE));
    }

    @Test
    void blamesNoLagForErrors() {
        assertEquals(100, TrialRunner.acceptedLagMs(100, SLO, true, FAILED));
    }
}
