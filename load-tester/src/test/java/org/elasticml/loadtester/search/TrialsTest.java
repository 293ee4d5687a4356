package org.elasticml.loadtester.search;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;

class TrialsTest {
    private static final SearchLimits LIMITS = new SearchLimits(400, 0.5, 1e6, 0.02);

    /** A target and a load tester that can do so many requests per second. */
    private static Trials search(double target, double loadTester) {
        Trials trials = new Trials(LIMITS);
        for (OptionalDouble next = trials.next(); next.isPresent(); next = trials.next()) {
            double rate = next.getAsDouble();
            if (rate > loadTester) {
                trials.late(rate);
            } else {
                trials.judged(rate, rate <= target);
            }
        }
        return trials;
    }

    @Test
    void looksForWhatTheLoadTesterCanSend() {
        Trials trials = search(5000, 1000);
        assertEquals(1000, trials.bracket().holdsAt().orElseThrow(), 20);
        assertEquals(OptionalDouble.empty(), trials.bracket().missesAt());
        assertTrue(trials.isLimitedBySender());
    }

    @Test
    void isNotLimitedByARateAboveTheAnswer() {
        Trials trials = search(900, 1000);
        assertEquals(900, trials.bracket().holdsAt().orElseThrow(), 20);
        assertFalse(trials.isLimitedBySender());
    }

    @Test
    void forgivesOnce() {
        Trials trials = new Trials(LIMITS);
        assertFalse(trials.late(400));
        assertEquals(OptionalDouble.of(400), trials.next());
        assertTrue(trials.late(400));
        assertEquals(OptionalDouble.of(200), trials.next());
    }
}
