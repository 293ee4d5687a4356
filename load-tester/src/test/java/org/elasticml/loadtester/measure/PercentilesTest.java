package org.elasticml.loadtester.measure;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PercentilesTest {
    /** Of 1 … n ms, in any order, the p-th percentile is ⌈p·n/100⌉ ms. */
    @ParameterizedTest
    @CsvSource({"1,1,1", "1,99,1", "4,50,2", "5,50,3", "100,99,99", "101,99,100", "100,7,7", "100,100,100", "3,95,3"})
    void takesTheNearestRank(int n, int percent, double expectedMillis) {
        long[] descending = LongStream.rangeClosed(1, n)
                .map(i -> (n + 1 - i) * Requests.MILLI)
                .toArray();
        assertEquals(expectedMillis, Percentiles.of(descending).millis(percent).orElseThrow());
    }

    @ParameterizedTest
    @CsvSource({"999,999,999", "1000,999,999", "1001,999,1000", "10,999,10", "2000,1,2"})
    void takesTheNearestRankOfAThousand(int n, int permille, double expectedMillis) {
        long[] ascending =
                LongStream.rangeClosed(1, n).map(i -> i * Requests.MILLI).toArray();
        assertEquals(
                expectedMillis,
                Percentiles.of(ascending).millisAtPermille(permille).orElseThrow());
    }

    @Test
    void hasNoneOfNothing() {
        assertTrue(Percentiles.of().millis(99).isEmpty());
    }
}
