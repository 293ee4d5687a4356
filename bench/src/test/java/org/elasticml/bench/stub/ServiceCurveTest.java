package org.elasticml.bench.stub;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ServiceCurveTest {
    @Test
    void aBatchCostsItsImagesAndALittleMore() {
        ServiceCurve curve = new ServiceCurve(2.5, 17.5, 0);
        assertEquals(20, curve.meanMillis(1));
        assertEquals(72.5, curve.meanMillis(4));
        assertEquals(72.5, curve.drawMillis(4, new Random(1)));
    }

    @Test
    void whatIsDrawnVariesAroundTheMean() {
        ServiceCurve curve = new ServiceCurve(0, 20, 0.3);
        Random random = new Random(1);
        double[] drawn = IntStream.range(0, 20_000)
                .mapToDouble(i -> curve.drawMillis(1, random))
                .toArray();
        assertEquals(
                20,
                IntStream.range(0, drawn.length)
                        .mapToDouble(i -> drawn[i])
                        .average()
                        .orElseThrow(),
                0.2);
        double deviation = Math.sqrt(IntStream.range(0, drawn.length)
                .mapToDouble(i -> Math.pow(Math.log(drawn[i] / 20), 2))
                .average()
                .orElseThrow());
        assertEquals(0.3, deviation, 0.01);
    }

    @Test
    void onlyNoTimeIsAtOnce() {
        assertTrue(StubSettings.atOnce().curve().isAtOnce());
        assertFalse(StubSettings.measured().curve().isAtOnce());
    }

    @Test
    void settingsComeThroughTheEnvironmentAsTheyAre() {
        assertEquals(StubSettings.measured(), StubSettings.of(java.util.Map.of()));
        assertEquals(
                StubSettings.atOnce(), StubSettings.of(StubSettings.atOnce().environment()));
        assertEquals(55.17, StubSettings.measured().imagesPerSecond(), 0.01);
    }
}
