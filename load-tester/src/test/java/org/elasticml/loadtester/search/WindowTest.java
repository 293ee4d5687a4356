package org.elasticml.loadtester.search;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Optional;
import java.util.OptionalInt;
import org.elasticml.loadtester.measure.Answer;
import org.elasticml.loadtester.measure.Outcome;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

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
        assertEquals(Optional.empty(), window.missed(due(2)));
        end(window, 2, 600, 200);
        assertEquals(Optional.of("p99<500ms: 3 of 200 not answered well in time"), window.missed(due(3)));
    }

    @Test
    void countsWhatIsUnansweredBeyondTheLimitAsLate() {
        Window window = window("p99<500ms");
        for (int number = 0; number < 3; number++) {
            window.sent(number, due(number));
        }
        assertEquals(Optional.empty(), window.missed(due(2) + 499 * MILLI));
        assertTrue(window.missed(due(2) + 500 * MILLI).isPresent());
    }

    /** So a window that is given up early is missed as well if it is watched to its end. */
    @ParameterizedTest
    @ValueSource(strings = {"p99<500ms", "p99<500ms,errors<5%", "mean<8ms"})
    void isMissedAtTheEndIfItWasMissedBefore(String slo) {
        Window window = window(slo);
        for (int number = 0; number < 3; number++) {
            window.sent(number, due(number));
        }
        assertTrue(window.missed(due(2) + 600 * MILLI).isPresent());
        for (int number = 0; number < 3; number++) {
            window.ended(number, due(number) + 30_000 * MILLI, answer(0));
        }
        for (int number = 3; number < DUE; number++) {
            end(window, number, 1, 200);
        }
        assertTrue(window.isOver());
        assertTrue(window.missed(due(DUE)).isPresent());
    }

    @Test
    void takesWhatIsNotAnsweredWellForBeyondTheLimit() {
        Window percentile = window("p99<500ms,errors<5%");
        end(percentile, 0, 1, 500);
        end(percentile, 1, 1, 503);
        assertEquals(Optional.empty(), percentile.missed(due(2)));
        end(percentile, 2, 1, 503);
        assertTrue(percentile.missed(due(3)).isPresent());
        Window mean = window("mean<=500ms");
        for (int number = 0; number < DUE; number++) {
            end(mean, number, 1, 503);
        }
        assertEquals(Optional.of("mean<=500ms: 501.00 ms at least"), mean.missed(due(DUE)));
    }

    @Test
    void countsRefusedAndFailedAgainstAllThatAreDue() {
        Window window = window("p99<500ms,errors<1%");
        end(window, 0, 1, 503);
        assertEquals(Optional.empty(), window.missed(due(1)));
        end(window, 1, 1, 500);
        assertEquals(Optional.of("errors<1%: 1 refused and 1 failed of 200"), window.missed(due(2)));
    }

    @Test
    void knowsWhenAMeanAMaximumOrAnAttainmentIsLost() {
        Window mean = window("mean<5ms");
        end(mean, 0, 999, 200);
        assertEquals(Optional.empty(), mean.missed(due(1)));
        end(mean, 1, 1, 200);
        assertTrue(mean.missed(due(2)).isPresent());
        Window max = window("max<=5ms");
        end(max, 0, 5, 200);
        assertEquals(Optional.empty(), max.missed(due(1)));
        end(max, 1, 6, 200);
        assertTrue(max.missed(due(2)).isPresent());
        Window attainment = window("attainment>=99.5%");
        end(attainment, 0, 501, 200);
        assertEquals(Optional.empty(), attainment.missed(due(1)));
        end(attainment, 1, 1, 503);
        assertTrue(attainment.missed(due(2)).isPresent());
    }

    @Test
    void isJudgedWhenAllHaveEnded() {
        Window window = window("p99<500ms,errors<1%");
        for (int number = 0; number < DUE; number++) {
            assertFalse(window.isOver());
            end(window, number, number < 2 ? 900 : 20, 200);
        }
        assertTrue(window.isOver());
        assertEquals(Optional.empty(), window.missed(due(DUE)));
        assertTrue(window.isStable());
    }

    @Test
    void saysWhatWasMissed() {
        Window window = window("p99<500ms,errors<1%");
        for (int number = 0; number < DUE; number++) {
            end(window, number, number < 3 ? 900 : 20, 200);
        }
        assertEquals(Optional.of("p99<500ms: 3 of 200 not answered well in time"), window.missed(due(DUE)));
    }

    /** 45 ms are no tenth of 500, but of 200. */
    @Test
    void isStableByItsTightestLimit() {
        Window window = window("mean<500ms,p99<200ms");
        for (int number = 0; number < DUE; number++) {
            window.sent(number, due(number));
            window.ended(number, due(number) + 20 * MILLI + number * MILLI / 4, answer(200));
        }
        assertFalse(window.isStable());
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
