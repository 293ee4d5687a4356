package org.elasticml.loadtester.measure.resource;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

class ResourceSeriesTest {
    private static final double NONE = Double.NaN;

    private static ResourceSample sample(String name, double seconds, double cpuSeconds, double megabytes) {
        return new ResourceSample(
                name,
                Math.round(seconds * 1e9),
                cpuSeconds < 0 ? OptionalLong.empty() : OptionalLong.of(Math.round(cpuSeconds * 1e9)),
                megabytes < 0 ? OptionalLong.empty() : OptionalLong.of(Math.round(megabytes * 1e6)));
    }

    /** What it counted before it was watched does not matter; what it took from 0.5 to 1.5 is half in each second. */
    @Test
    void spreadsCpuTimeOverTheSecondsInWhichItWasSpent() {
        ResourceSeries series = ResourceSeries.of(
                        List.of(
                                sample("p", 0, 100, 10),
                                sample("p", 0.5, 100.1, 11),
                                sample("p", 1.5, 100.9, 12),
                                sample("p", 3, 102.4, 13)),
                        4)
                .get(0);
        assertEquals(2.4, series.cpuSeconds(), 1e-9);
        assertArrayEquals(new double[] {0.5, 0.9, 1.0, NONE}, series.cores(), 1e-9);
        assertArrayEquals(new double[] {11, 12, 12, 13}, series.memoryMb(), 1e-9);
    }

    @Test
    void leavesAGapWhereNothingIsKnown() {
        ResourceSeries series = ResourceSeries.of(
                        List.of(sample("p", 2, 0, 5), sample("p", 3, 0.5, 6), sample("p", 8, 3, 7)), 12)
                .get(0);
        assertArrayEquals(
                new double[] {NONE, NONE, 0.5, 0.5, 0.5, 0.5, 0.5, 0.5, NONE, NONE, NONE, NONE}, series.cores(), 1e-9);
        assertArrayEquals(
                new double[] {NONE, NONE, 5, 6, 6, 6, NONE, NONE, 7, NONE, NONE, NONE}, series.memoryMb(), 1e-9);
    }

    /** Started again in the same place, it counts from 0. */
    @Test
    void aCounterThatFallsIsThatOfANewProcess() {
        ResourceSeries series = ResourceSeries.of(
                        List.of(sample("p", 0, 50, 1), sample("p", 1, 50.5, 1), sample("p", 2, 0.25, 1)), 2)
                .get(0);
        assertEquals(0.75, series.cpuSeconds(), 1e-9);
    }

    /** A clock that ticks in hundredths of a second says nothing of the last few milliseconds. */
    @Test
    void saysNothingOfAFewMilliseconds() {
        double[] cores = ResourceSeries.of(
                        List.of(sample("p", 0, 0, 1), sample("p", 1, 1, 1), sample("p", 1.01, 1.01, 1)), 2)
                .get(0)
                .cores();
        assertArrayEquals(new double[] {1, NONE}, cores, 1e-9);
    }

    @Test
    void addsUpThoseThatBelongTogether() {
        List<ResourceSeries> series = ResourceSeries.of(
                List.of(
                        sample("d", 0, 5, 100),
                        sample("replicas/a", 0, 10, 300),
                        sample("d", 2, 6, 100),
                        sample("replicas/a", 2, 12, 300),
                        sample("replicas/b", 1, 0, 200),
                        sample("replicas/b", 2, 0.5, 220)),
                2);
        List<ResourceFigures> figures = ResourceFigures.of(series, 100);
        assertEquals(
                List.of("d", "replicas/a", "replicas/b", "replicas (2)", "all"),
                figures.stream().map(ResourceFigures::name).toList());
        ResourceFigures replicas = figures.get(3);
        assertEquals(OptionalDouble.of(2.5), replicas.cpuSeconds());
        assertEquals(OptionalDouble.of(1.25), replicas.meanCores());
        assertEquals(OptionalDouble.of(1.5), replicas.maxCores());
        assertEquals(OptionalDouble.of(25), replicas.cpuMsPerRequest());
        assertEquals(OptionalDouble.of(500), replicas.memoryMaxMb());
        assertEquals(3, figures.get(4).processes());
        assertEquals(OptionalDouble.of(3.5), figures.get(4).cpuSeconds());
        assertEquals(
                List.of("d", "replicas (2)", "all"),
                ResourceFigures.ofGroups(series, 100).stream()
                        .map(ResourceFigures::name)
                        .toList());
    }

    @Test
    void whatAProcessDoesNotTellIsNotKnown() {
        List<ResourceSeries> series = ResourceSeries.of(List.of(sample("p", 0, -1, -1), sample("p", 1, -1, 5)), 1);
        ResourceFigures figures = ResourceFigures.of(series, 0).get(0);
        assertTrue(figures.cpuSeconds().isEmpty());
        assertTrue(figures.meanCores().isEmpty());
        assertTrue(figures.maxCores().isEmpty());
        assertTrue(figures.cpuMsPerRequest().isEmpty());
        assertTrue(figures.memoryMaxMb().isEmpty());
    }
}
