package org.elasticml.simulator.figures;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.elasticml.simulator.figures.Pareto.Point;
import org.junit.jupiter.api.Test;

class ParetoTest {
    @Test
    void onlyWhatNoOtherBeatsIsOnTheFrontier() {
        Point cheap = new Point("cheap", 1, 0.8);
        Point good = new Point("good", 2, 0.99);
        Point asGoodAndDearer = new Point("as good and dearer", 3, 0.99);
        Point asDearAndWorse = new Point("as dear and worse", 2, 0.9);
        Point best = new Point("best", 4, 1);
        assertEquals(
                List.of(cheap, good, best),
                Pareto.frontier(List.of(best, asGoodAndDearer, cheap, asDearAndWorse, good)));
    }

    @Test
    void thoseThatAreEqualAreBothOnIt() {
        assertEquals(
                2,
                Pareto.frontier(List.of(new Point("a", 1, 1), new Point("b", 1, 1)))
                        .size());
    }
}
