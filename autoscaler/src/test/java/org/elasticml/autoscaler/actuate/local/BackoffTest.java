package org.elasticml.autoscaler.actuate.local;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

class BackoffTest {
    @Test
    void waitsLongerEachTimeUntilItHasServedAWhile() {
        Backoff backoff = new Backoff();
        for (double wait : new double[] {1, 2, 4, 8, 16, 30, 30}) {
            assertEquals(wait, backoff.afterDeath(29));
        }
        assertEquals(1, backoff.afterDeath(30));
        assertEquals(2, backoff.afterDeath(0));
    }
}
