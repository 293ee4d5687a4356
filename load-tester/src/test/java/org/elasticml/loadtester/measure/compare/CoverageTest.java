package org.elasticml.loadtester.measure.compare;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Whether intervals that are meant to hold together in 95 % of all comparisons do: comparisons are drawn of which the truth is
 * known, with a seed. Of 600, 95 % is 570 with a standard deviation of 5.3.
 */
class CoverageTest {
    private static final int COMPARISONS = 600;
    private static final double LOW = 0.925;

    @ParameterizedTest(name = "{0} requests a round with memory {1}, {2} rounds, {3} times as slow")
    @CsvSource({
        "200, 0,   10, 1",
        "200, 0,   10, 1.1",
        "200, 0.9, 10, 1.1",
        "200, 0,   5,  1.1",
        "200, 0,   20, 1.1",
        "800, 0.9, 10, 1",
    })
    void pairedIntervalsHoldTogether(int requests, double memory, int rounds, double slowness) {
        SyntheticRounds synthetic = new SyntheticRounds(requests, memory);
        Random random = new Random(7);
        double share = share(
                () -> {
                    double[] weather = SyntheticRounds.weather(rounds, random);
                    return Differences.of(
                            Map.of(
                                    "a", synthetic.draw(weather, 1, random),
                                    "b", synthetic.draw(weather, slowness, random)),
                            "a",
                            true);
                },
                slowness);
        assertTrue(share > LOW, () -> "they hold in " + share);
    }

    /** Of unlike numbers of rounds, each with weather of its own. */
    @Test
    void unpairedIntervalsHoldTogether() {
        SyntheticRounds synthetic = new SyntheticRounds(200, 0.9);
        Random random = new Random(7);
        double share = share(
                () -> Differences.of(
                        Map.of(
                                "a", synthetic.draw(SyntheticRounds.weather(8, random), 1, random),
                                "b", synthetic.draw(SyntheticRounds.weather(14, random), 1.1, random)),
                        "a",
                        false),
                1.1);
        assertTrue(share > LOW, () -> "they hold in " + share);
    }

    /** What the issue asks for, ten rounds of 5 s with 4 users each at some 20 ms: 10 % are found, and of 0 % nothing. */
    @Test
    void findsTenPercentAndNotWhatIsNotThere() {
        SyntheticRounds synthetic = new SyntheticRounds(1000, 0);
        Random random = new Random(7);
        int found = 0;
        int imagined = 0;
        for (int i = 0; i < 100; i++) {
            double[] weather = SyntheticRounds.weather(10, random);
            Map<String, List<Piece>> drawn = Map.of(
                    "a", synthetic.draw(weather, 1, random),
                    "equal", synthetic.draw(weather, 1, random),
                    "slow", synthetic.draw(weather, 1.1, random));
            Differences differences = Differences.of(drawn, "a", true);
            found += differences.of("slow", ComparedFigure.MEAN).isWorse() ? 1 : 0;
            imagined += differences.of("equal").stream().anyMatch(it -> it.isWorse() || it.isBetter()) ? 1 : 0;
        }
        assertEquals(100, found);
        assertTrue(imagined <= 5, "imagined in " + imagined);
    }

    private interface Draw {
        Differences draw();
    }

    private static double share(Draw draw, double slowness) {
        Predicate<Difference> holds = difference -> {
            double truth =
                    switch (difference.figure()) {
                        case MEAN, P95, P99 -> 100 * (slowness - 1);
                        case THROUGHPUT -> 100 * (1 / slowness - 1);
                        case ERRORS -> 0;
                    };
            Difference.Range range = difference.within().orElseThrow();
            return range.low() <= truth && truth <= range.high();
        };
        long held = IntStream.range(0, COMPARISONS)
                .filter(i -> draw.draw().of("b").stream().allMatch(holds))
                .count();
        return (double) held / COMPARISONS;
    }
}
