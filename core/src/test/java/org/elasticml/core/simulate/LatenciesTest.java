package org.elasticml.core.simulate;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class LatenciesTest {
    private final Latencies latencies = new Latencies();

    @Test
    void percentilesAreWithinFourInAThousandOfTheTrueOnes() {
        SplittableRandom random = new SplittableRandom(1);
        long[] nanos = random.doubles(100_001, 0, 25)
                .mapToLong(power -> (long) Math.exp(power))
                .toArray();
        for (long each : nanos) {
            latencies.add(each);
        }
        Arrays.sort(nanos);
        for (double share : new double[] {0, 0.01, 0.1, 0.5, 0.9, 0.95, 0.99, 0.999, 1}) {
            double exact = nanos[(int) Math.max(0, Math.ceil(share * nanos.length) - 1)] / 1e9;
            assertEquals(1, latencies.seconds(share) / exact, 0.004, "" + share);
        }
        assertEquals(nanos[100_000] / 1e9, latencies.maxSeconds());
        assertEquals(Arrays.stream(nanos).average().orElseThrow() / 1e9, latencies.meanSeconds(), 1e-9);
    }

    @Test
    void withoutAnyThereIsNoNumber() {
        latencies.add(5);
        latencies.clear();
        assertTrue(Double.isNaN(latencies.seconds(0.5)) && Double.isNaN(latencies.meanSeconds()));
        latencies.add(7);
        assertEquals(7e-9, latencies.seconds(0.5));
        assertEquals(1, latencies.count());
    }

    @Test
    void holdsAnyDuration() {
        latencies.add(Long.MAX_VALUE);
        assertEquals(1, latencies.seconds(0.5) / (Long.MAX_VALUE / 1e9), 0.004);
    }
}
