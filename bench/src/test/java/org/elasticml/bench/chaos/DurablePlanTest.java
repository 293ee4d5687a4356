package org.elasticml.bench.chaos;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class DurablePlanTest {
    private static final long ANSWER_NANOS = 3_000_000_000L;

    @Test
    void theSameSeedDoesTheSame() {
        assertEquals(DurablePlan.of(7, ANSWER_NANOS), DurablePlan.of(7, ANSWER_NANOS));
        assertNotEquals(
                DurablePlan.of(7, ANSWER_NANOS).harmNanos(),
                DurablePlan.of(8, ANSWER_NANOS).harmNanos());
    }

    @Test
    void harmComesWhilePostingAsWellAsAfterwardsAndNeverWhenAllIsOver() {
        int whilePosting = 0;
        for (long seed = 0; seed < 1_000; seed++) {
            DurablePlan plan = DurablePlan.of(seed, ANSWER_NANOS);
            assertTrue(plan.harmNanos() >= ANSWER_NANOS / 20 && plan.harmNanos() <= ANSWER_NANOS * 19 / 20);
            assertTrue(plan.awayMillis() >= 500 && plan.awayMillis() <= 1_500);
            whilePosting += plan.harmNanos() < plan.dueNanos(plan.requests() - 1) ? 1 : 0;
        }
        assertTrue(whilePosting > 400 && whilePosting < 800, whilePosting + " of 1000");
    }

    @Test
    void requestsAreDueSoonerThanTheyCanBeAnswered() {
        DurablePlan plan = DurablePlan.of(1, ANSWER_NANOS);
        assertEquals(500, plan.requests());
        assertEquals(0, plan.dueNanos(0));
        assertEquals(0.6 * ANSWER_NANOS, plan.dueNanos(500), 1_000);
    }
}
