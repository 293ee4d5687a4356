package org.elasticml.bench.profile;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class BatchTimeTest {
    private static BatchTally part(double batches, double seconds) {
        return new BatchTally(Map.of(2, batches), Map.of(2, seconds));
    }

    /** By hand: residuals ±0.5 of 4 parts of 10 batches; 5 parts with one of none left. */
    @Test
    void isTheMeanOverAllBatchesWithStudentsInterval() {
        BatchTime time = BatchTime.of(
                2, List.of(part(10, 1.5), part(10, 0.5), part(10, 1.5), part(10, 0.5), part(10, 1), part(0, 0)));
        assertEquals(50, time.batches());
        assertEquals(0.1, time.meanSeconds(), 1e-12);
        assertEquals(BatchTime.student(4) * Math.sqrt(4 * 0.25 * 5 / 4) / 50, time.halfWidthSeconds(), 1e-12);
    }

    @Test
    void fourPartsAreTooFew() {
        BatchTime time = BatchTime.of(2, Collections.nCopies(4, part(10, 1)));
        assertFalse(time.isKnownWithin(0.5));
        assertEquals("too few to tell", time.nearness());
        assertEquals(0, BatchTime.of(3, List.of(part(1, 1))).batches());
    }

    @Test
    void saysHowNearItIs() {
        BatchTime time = new BatchTime(10, 0.2, 0.004);
        assertEquals("± 2.0 %", time.nearness());
        assertTrue(time.isKnownWithin(0.02));
        assertFalse(time.isKnownWithin(0.0199));
    }

    /** Tables have 2.776, 2.228 and 1.984. */
    @Test
    void studentsTIsNearTheTables() {
        assertEquals(2.776, BatchTime.student(4), 0.06);
        assertEquals(2.228, BatchTime.student(10), 0.003);
        assertEquals(1.984, BatchTime.student(100), 0.0005);
    }

    /** Of 2,000 runs with a known mean, about 95 % of the intervals hold it. */
    @Test
    void theIntervalHoldsTheMeanAsOftenAsItSays() {
        Random random = new Random(7);
        long held = IntStream.range(0, 2000)
                .filter(run -> {
                    BatchTime time = BatchTime.of(
                            2,
                            Stream.generate(() -> 5 + random.nextInt(6))
                                    .limit(12)
                                    .map(n -> part(n, seconds(n, random)))
                                    .toList());
                    return Math.abs(time.meanSeconds() - 0.1) <= time.halfWidthSeconds();
                })
                .count();
        assertEquals(0.95, held / 2000.0, 0.015);
    }

    private static double seconds(int batches, Random random) {
        return random.doubles(batches, 0.05, 0.15).sum();
    }
}
