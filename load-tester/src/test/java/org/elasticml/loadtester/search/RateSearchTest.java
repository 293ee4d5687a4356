package org.elasticml.loadtester.search;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import java.util.Random;
import java.util.function.BiPredicate;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RateSearchTest {
    private static final double PRECISION = 0.02;
    private static final int MANY = 1000;

    /** What the trials say, by rate and by how many there were at it before. */
    private static List<Tried> search(SearchLimits limits, BiPredicate<Double, Integer> holds) {
        List<Tried> trials = new ArrayList<>();
        for (OptionalDouble next = RateSearch.next(limits, trials);
                next.isPresent() && trials.size() < MANY;
                next = RateSearch.next(limits, trials)) {
            double rate = next.getAsDouble();
            int before =
                    (int) trials.stream().filter(trial -> trial.rate() == rate).count();
            trials.add(new Tried(rate, holds.test(rate, before)));
        }
        return trials;
    }

    private static SearchLimits from(double from) {
        return new SearchLimits(from, 0.5, 1e6, PRECISION);
    }

    /** Half, doubled, halved six times (50 % to under 2 %), then the lower end four times more, the upper end once. */
    @Test
    void doublesThenBisectsThenConfirms() {
        List<Tried> trials = search(from(32), (rate, before) -> rate <= 50);
        assertEquals(
                List.of(32.0, 64.0, 48.0, 56.0, 52.0, 50.0, 51.0, 51.0, 50.0, 50.0, 50.0, 50.0),
                trials.stream().map(Tried::rate).toList());
        assertEquals(
                new Bracket(OptionalDouble.of(50), OptionalDouble.of(51), 0), RateSearch.bracket(from(32), trials));
    }

    @ParameterizedTest
    @ValueSource(doubles = {0.6, 3, 31.9, 32, 33, 500, 12_345, 999_999})
    void bracketsAnyCapacity(double capacity) {
        List<Tried> trials = search(from(32), (rate, before) -> rate <= capacity);
        Bracket bracket = RateSearch.bracket(from(32), trials);
        double low = bracket.holdsAt().orElseThrow();
        double high = bracket.missesAt().orElseThrow();
        assertTrue(low <= capacity && capacity < high, bracket::toString);
        assertTrue(high - low <= PRECISION * high, bracket::toString);
    }

    @Test
    void endsWhenNothingEverHolds() {
        List<Tried> trials = search(from(4), (rate, before) -> false);
        assertEquals(
                List.of(4.0, 2.0, 1.0, 0.5, 0.5),
                trials.stream().map(Tried::rate).toList());
        assertEquals(
                new Bracket(OptionalDouble.empty(), OptionalDouble.of(0.5), 0), RateSearch.bracket(from(4), trials));
    }

    @Test
    void endsWhenAllHoldsUpToTheHighest() {
        SearchLimits limits = new SearchLimits(30, 0.5, 100, PRECISION);
        List<Tried> trials = search(limits, (rate, before) -> true);
        assertEquals(
                List.of(30.0, 60.0, 100.0, 100.0),
                trials.stream().map(Tried::rate).limit(4).toList());
        assertEquals(
                new Bracket(OptionalDouble.of(100), OptionalDouble.empty(), 0), RateSearch.bracket(limits, trials));
        assertEquals(2 + RateTally.HOLDS, trials.size());
    }

    /** One bad moment at a low rate costs some trials, not the answer. */
    @Test
    void forgivesAMissThatDoesNotRepeat() {
        List<Tried> trials = search(from(16), (rate, before) -> rate <= 50 && !(rate == 16 && before == 0));
        Bracket bracket = RateSearch.bracket(from(16), trials);
        assertTrue(bracket.holdsAt().orElseThrow() > 49, bracket::toString);
        assertEquals(1, bracket.contradictions());
    }

    @Test
    void reopensTheBracketWhereTheLowerEndIsContradicted() {
        List<Tried> trials = search(from(32), (rate, before) -> rate <= 50 && !(rate == 50 && before >= 1));
        Bracket bracket = RateSearch.bracket(from(32), trials);
        assertTrue(bracket.holdsAt().orElseThrow() < 50, bracket::toString);
        assertEquals(OptionalDouble.of(50), bracket.missesAt());
        assertTrue(50 - bracket.holdsAt().orElseThrow() <= 1, bracket::toString);
    }

    @Test
    void reopensTheBracketWhereTheUpperEndIsContradicted() {
        List<Tried> trials = search(from(32), (rate, before) -> rate <= 50 || rate == 51 && before >= 1);
        Bracket bracket = RateSearch.bracket(from(32), trials);
        assertEquals(OptionalDouble.of(51), bracket.holdsAt());
        assertTrue(bracket.missesAt().orElseThrow() <= 52, bracket::toString);
    }

    /** A target that can do 20 and 80, but not 40: at and below 20 all held, above 80 all missed. */
    @Test
    void staysWideWhereTheTargetContradictsItself() {
        BiPredicate<Double, Integer> holds = (rate, before) -> rate < 30 || rate > 50 && rate < 80;
        List<Tried> trials = new ArrayList<>(List.of(new Tried(60, true)));
        trials.addAll(search(from(40), holds));
        for (OptionalDouble next = RateSearch.next(from(40), trials);
                next.isPresent() && trials.size() < MANY;
                next = RateSearch.next(from(40), trials)) {
            trials.add(new Tried(next.getAsDouble(), holds.test(next.getAsDouble(), 0)));
        }
        Bracket bracket = RateSearch.bracket(from(40), trials);
        assertTrue(bracket.holdsAt().orElseThrow() < 30, bracket::toString);
        assertTrue(bracket.missesAt().orElseThrow() >= 80, bracket::toString);
        assertTrue(trials.size() < MANY);
    }

    /** However trials end, the search does. */
    @Test
    void alwaysEnds() {
        int most = IntStream.range(0, 2000)
                .map(seed -> {
                    Random random = new Random(seed);
                    return search(new SearchLimits(10, 1, 100, 0.02), (rate, before) -> random.nextBoolean())
                            .size();
                })
                .max()
                .orElseThrow();
        assertTrue(most < 300, "trials: " + most);
    }

    @Test
    void tellsRoughlyHowManyTrialsAreToCome() {
        List<Tried> trials = search(from(32), (rate, before) -> rate <= 50);
        assertEquals(16, RateSearch.expectedTrials(from(32), trials.subList(0, 2)));
        assertEquals(4, RateSearch.expectedTrials(from(32), trials.subList(0, 8)));
        assertEquals(0, RateSearch.expectedTrials(from(32), trials));
    }

    @Test
    void triesRatesThatCanBeTypedAgain() {
        search(from(5.677), (rate, before) -> rate <= 97)
                .forEach(trial -> assertEquals(RateSearch.rounded(trial.rate()), trial.rate()));
        search(from(32.35), (rate, before) -> rate <= 0.9)
                .forEach(trial -> assertEquals(RateSearch.rounded(trial.rate()), trial.rate()));
    }

    @Test
    void refusesLimitsThatMakeNoSense() {
        assertThrows(IllegalArgumentException.class, () -> new SearchLimits(10, 1, 5, PRECISION));
        assertThrows(IllegalArgumentException.class, () -> new SearchLimits(1, 2, 5, PRECISION));
        assertThrows(IllegalArgumentException.class, () -> new SearchLimits(2, 1, 5, 0));
    }
}
