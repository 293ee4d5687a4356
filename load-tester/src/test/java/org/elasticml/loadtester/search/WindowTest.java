package org.elasticml.loadtester.search;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Optional;
import java.util.OptionalInt;
import org.elasticml.loadtester.measure.Answer;
import org.elasticml.loadtester.measure.Outcome;
import org.junit.jupiter.api.Test;

/** Of 200 requests due, ten a second: two may be late. */
class WindowTest {
    private static final long MILLI = 1_000_000;
    private static final int DUE = 200;

    private static Window window(String slo) {
        return new Window(Slo.parse(slo, 500), 0, 20_000 * MILLI, DUE);
    }

    private static long due(int number) {
        return number * 100L * MILLI;
    }

    private static Answer answer(int status) {
        return new Answer(
                status,
                Outcome.of(status, "application/problem+json"),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                OptionalInt.empty(),
                Optional.empty());
    }

    private static void end(Window window, int number, long millis, int status) {
        window.sent(number, due(number));
        window.ended(number, due(number) + millis * MILLI, answer(status));
    }

    @Test
    void isHopelessWithOneMoreLateThanMayBe() {
        Window window = window("p99<500ms");
        end(window, 0, 500, 200);
        end(window, 1, 501, 200);
        assertEquals(Optional.empty(), window.hopeless(due(2)));
        end(window, 2, 600, 200);
        assertEquals(Optional.of("p99<500ms: 3 of 200 late or unanswered"), window.hopeless(due(3)));
    }

    @Test
    void countsWhatIsUnansweredBeyondTheLimitAsLate() {
        Window window = window("p99<500ms");
        for (int number = 0; number < 3; number++) {
            window.sent(number, due(number));
        }
        assertEquals(Optional.empty(), window.hopeless(due(2) + 499 * MILLI));
        assertTrue(window.hopeless(due(2) + 500 * MILLI).isPresent());
    }

    @Test
    void countsRefusedAndFailedAgainstAllThatAreDue() {
        Window window = window("p99<500ms,errors<1%");
        end(window, 0, 1, 503);
        assertEquals(Optional.empty(), window.hopeless(due(1)));
        end(window, 1, 1, 500);
        assertEquals(Optional.of("errors<1%: 1 refused and 1 failed of 200"), window.hopeless(due(2)));
    }

    @Test
    void knowsWhenAMeanAMaximumOrAnAttainmentIsLost() {
        Window mean = window("mean<5ms");
        end(mean, 0, 999, 200);
        assertEquals(Optional.empty(), mean.hopeless(due(1)));
        end(mean, 1, 1, 200);
        assertTrue(mean.hopeless(due(2)).isPresent());
        Window max = window("max<=5ms");
        end(max, 0, 5, 200);
        assertEquals(Optional.empty(), max.hopeless(due(1)));
        end(max, 1, 6, 200);
        assertTrue(max.hopeless(due(2)).isPresent());
        Window attainment = window("attainment>=99.5%");
        end(attainment, 0, 501, 200);
        assertEquals(Optional.empty(), attainment.hopeless(due(1)));
        end(attainment, 1, 1, 503);
        assertTrue(attainment.hopeless(due(2)).isPresent());
    }

    @Test
    void isJudgedWhenAllHaveEnded() {
        Window window = window("p99<500ms,errors<1%");
        for (int number = 0; number < DUE; number++) {
            assertFalse(window.isOver());
            end(window, number, number < 2 ? 900 : 20, 200);
        }
        assertTrue(window.isOver());
        assertEquals(Optional.empty(), window.missed());
        assertTrue(window.isStable());
    }

    @Test
    void saysWhatWasMissed() {
        Window window = window("p99<500ms,errors<1%");
        for (int number = 0; number < DUE; number++) {
            end(window, number, number < 3 ? 900 : 20, 200);
        }
        assertEquals(Optional.of("p99<500ms: 900.00 ms"), window.missed());
    }

    /** From 20 ms by a quarter of a millisecond each: 45 ms from the first tenth's mean to the last's; 1.2 times that: 54. */
    @Test
    void isUnstableIfLatenciesRiseByATenthOfTheLimit() {
        for (int percent : new int[] {100, 120}) {
            Window window = window("p99<500ms");
            for (int number = 0; number < DUE; number++) {
                window.sent(number, due(number));
                window.ended(number, due(number) + 20 * MILLI + number * MILLI * percent / 400, answer(200));
            }
            assertEquals(percent == 100, window.isStable());
        }
    }
}
