package org.elasticml.mlapp.serving;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.function.IntToDoubleFunction;
import org.junit.jupiter.api.Test;

/** On given curves: what a batch of each size takes. */
class BatchSizeSearchTest {
    private final List<Integer> tried = new ArrayList<>();

    /** One measurement a size. */
    private int best(int max, double budgetSeconds, IntToDoubleFunction batchMillis) {
        BatchSizeSearch search = new BatchSizeSearch(max);
        double left = budgetSeconds;
        for (OptionalInt next = search.next(left); next.isPresent(); next = search.next(left)) {
            int size = next.getAsInt();
            double seconds = batchMillis.applyAsDouble(size) / 1e3;
            search.measured(size, seconds);
            left -= seconds;
            tried.add(size);
        }
        return search.best();
    }

    /** 0.5 ms a batch and 2 ms a photo, as in bf16: 400/s at 1, 444 at 2, 471 at 4, 485 at 8, 492 at 16, 496 at 32. */
    @Test
    void takesTheSmallestWithinThreePercentOfTheBest() {
        assertEquals(8, best(32, 10, size -> 0.5 + 2 * size));
        assertEquals(List.of(1, 2, 4, 8, 16, 32), tried, "from 4 to 16 it grew by 4.6 %");
        tried.clear();
        assertEquals(8, best(64, 10, size -> 0.5 + 2 * size));
        assertEquals(List.of(1, 2, 4, 8, 16, 32), tried, "from 8 to 32 it grew by 2.3 %");
    }

    @Test
    void staysAtOneWhereBatchesBringNothing() {
        assertEquals(1, best(32, 10, size -> 30 * size));
        assertEquals(List.of(1, 2, 4), tried);
    }

    @Test
    void oneUnluckyMeasurementDoesNotEndIt() {
        assertEquals(4, best(4, 10, size -> size == 2 ? 70 : 5 + 25 * size));
    }

    @Test
    void growsToTheMostThatIsAllowedWhereItPays() {
        assertEquals(32, best(32, 10, size -> 100 + size));
        assertEquals(List.of(1, 2, 4, 8, 16, 32), tried);
        tried.clear();
        assertEquals(6, best(6, 10, size -> 100 + size));
        assertEquals(List.of(1, 2, 4, 6), tried);
        assertEquals(1, best(1, 10, size -> 100 + size));
    }

    /** 31 + 57 + 109 ms leave 203 of 400, and 8 would take about 218. */
    @Test
    void measuresNoMoreThanThereIsTimeForAndChoosesAmongWhatIsMeasured() {
        assertEquals(4, best(32, 0.4, size -> 5 + 26 * size));
        assertEquals(List.of(1, 2, 4), tried);
        tried.clear();
        assertEquals(1, best(32, 0.5, size -> 800 * size));
        assertEquals(List.of(1), tried);
    }
}
