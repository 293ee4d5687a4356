package org.elasticml.loadtester.measure.capacity;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import java.util.Random;
import org.junit.jupiter.api.Test;

class BreakingPointTest {
    private static Stretch held(double rate) {
        return new Stretch(0, rate, OptionalDouble.of(100), 0, true);
    }

    private static Stretch broke(double rate) {
        return new Stretch(0, rate, OptionalDouble.of(900), 0, false);
    }

    @Test
    void liesBetweenTheHighestThatHeldAndTheLowestThatBroke() {
        BreakingPoint point = BreakingPoint.of(List.of(held(10), broke(20), held(5), held(12), broke(18), held(3)));
        assertEquals(
                new BreakingPoint(
                        BreakingPoint.Kind.PARTED,
                        OptionalDouble.of(15),
                        OptionalDouble.of(12),
                        OptionalDouble.of(18),
                        4,
                        2,
                        0,
                        0),
                point);
        assertFalse(point.overlaps());
    }

    @Test
    void saysSoIfTheyOverlap() {
        BreakingPoint point =
                BreakingPoint.of(List.of(held(10), broke(11), held(12), held(13), broke(20), broke(21), held(9)));
        assertTrue(point.overlaps());
        assertEquals(OptionalDouble.of(16.5), point.rate());
        assertEquals(1, point.misplaced());
        assertEquals(OptionalDouble.of(11), point.low());
        assertEquals(OptionalDouble.of(13), point.high());
    }

    @Test
    void isNotToldIfNoRatePartsThem() {
        BreakingPoint point =
                BreakingPoint.of(List.of(held(10), broke(10), held(11), broke(12), held(13), broke(9), held(14)));
        assertEquals(BreakingPoint.Kind.MIXED, point.kind());
        assertEquals(OptionalDouble.empty(), point.rate());
        assertEquals(OptionalDouble.of(9), point.low());
        assertEquals(OptionalDouble.of(14), point.high());
    }

    /** Stretches of the same rate can't be on two sides of it. */
    @Test
    void doesNotPartWhatIsEqual() {
        assertEquals(
                BreakingPoint.Kind.MIXED,
                BreakingPoint.of(List.of(held(10), broke(10))).kind());
    }

    /** At 5 a second the queue of 20 a second is still there; when it is gone, what breaks counts again. */
    @Test
    void leavesOutThoseThatAreLateBecauseOfTheQueueTheyWereLeft() {
        BreakingPoint point = BreakingPoint.of(
                List.of(held(10), broke(20), broke(5), broke(25), broke(4), held(5), broke(18), held(6)));
        assertEquals(2, point.leftOut());
        assertEquals(3, point.broke());
        assertEquals(OptionalDouble.of(14), point.rate());
    }

    /** Around 20, a stretch is the likelier to break the higher its rate: logistic, with a scale of 1. */
    @Test
    void isFoundInNoise() {
        double worst = 0;
        for (int seed = 0; seed < 100; seed++) {
            Random random = new Random(seed);
            List<Stretch> stretches = new ArrayList<>();
            for (int i = 0; i < 200; i++) {
                double rate = 5 + 30 * random.nextDouble();
                boolean breaks = random.nextDouble() < 1 / (1 + Math.exp(20 - rate));
                stretches.add(breaks ? broke(rate) : held(rate));
                stretches.add(held(1));
            }
            BreakingPoint point = BreakingPoint.of(stretches);
            worst = Math.max(worst, Math.abs(point.rate().orElseThrow() - 20));
        }
        assertTrue(worst < 2.5, "off by " + worst);
    }

    /** At a constant load, chance breaks some: that is no rate at which p95 breaks. */
    @Test
    void isRarelySeenWhereThereIsNone() {
        int told = 0;
        for (int seed = 0; seed < 200; seed++) {
            Random random = new Random(seed);
            List<Stretch> stretches = new ArrayList<>();
            for (int i = 0; i < 100; i++) {
                double rate = 20 + 2 * random.nextGaussian();
                stretches.add(random.nextInt(10) == 0 ? broke(rate) : held(rate));
            }
            told += BreakingPoint.of(stretches).kind() == BreakingPoint.Kind.PARTED ? 1 : 0;
        }
        assertTrue(told <= 4, told + " of 200");
    }
}
