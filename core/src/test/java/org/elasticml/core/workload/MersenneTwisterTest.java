package org.elasticml.core.workload;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.stream.DoubleStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class MersenneTwisterTest {
    /** The authors' default seed; the 10000th output is what the C++ standard asks of {@code std::mt19937}. */
    @Test
    void givesThePublishedNumbers() {
        MersenneTwister random = new MersenneTwister(5489);
        long[] numbers = LongStream.generate(() -> Integer.toUnsignedLong(random.nextInt()))
                .limit(10_000)
                .toArray();
        assertArrayEquals(
                new long[] {3499211612L, 581869302L, 3890346734L, 3586334585L, 545404204L},
                LongStream.of(numbers).limit(5).toArray());
        assertEquals(4123659995L, numbers[9_999]);
    }

    /** {@code numpy.random.RandomState(42).random_sample(5)}. */
    @Test
    void givesTheDoublesOfNumpy() {
        MersenneTwister random = new MersenneTwister(42);
        double[] expected = {
            0.3745401188473625, 0.9507143064099162, 0.7319939418114051, 0.5986584841970366, 0.15601864044243652
        };
        assertArrayEquals(
                expected, DoubleStream.generate(random::nextDouble).limit(5).toArray(), 0);
    }
}
