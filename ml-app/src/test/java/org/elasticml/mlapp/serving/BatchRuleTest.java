package org.elasticml.mlapp.serving;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.elasticml.mlapp.serving.BatchRule.Reason;
import org.elasticml.mlapp.serving.BatchRule.Take;
import org.elasticml.mlapp.serving.BatchRule.Wait;
import org.junit.jupiter.api.Test;

class BatchRuleTest {
    private static final long MILLI = 1_000_000;

    private final BatchRule workConserving = new BatchRule(4, 0);
    private final BatchRule classic = new BatchRule(4, 20 * MILLI);

    @Test
    void withoutADelayAFreeThreadTakesWhatThereIs() {
        assertEquals(new Take(1, Reason.IDLE), workConserving.decide(1, 0));
        assertEquals(new Take(3, Reason.IDLE), workConserving.decide(3, 1_000 * MILLI));
        assertEquals(new Take(4, Reason.FULL), workConserving.decide(4, 0));
        assertEquals(new Take(4, Reason.FULL), workConserving.decide(64, 0));
    }

    @Test
    void withADelayItWaitsUntilTheBatchIsFullOrTheOldestHasWaitedSoLong() {
        assertEquals(new Wait(20 * MILLI), classic.decide(1, 0));
        assertEquals(new Wait(1), classic.decide(3, 20 * MILLI - 1));
        assertEquals(new Take(3, Reason.DELAY), classic.decide(3, 20 * MILLI));
        assertEquals(new Take(4, Reason.FULL), classic.decide(4, 0));
        assertEquals(new Take(4, Reason.FULL), classic.decide(9, 50 * MILLI));
    }

    @Test
    void aServiceThatStopsWaitsForNobody() {
        assertEquals(new Take(1, Reason.IDLE), classic.withoutDelay().decide(1, 0));
    }
}
