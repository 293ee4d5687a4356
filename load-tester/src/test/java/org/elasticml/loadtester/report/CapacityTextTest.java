package org.elasticml.loadtester.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import org.elasticml.loadtester.measure.capacity.BreakingPoint;
import org.elasticml.loadtester.measure.capacity.BreakingPoint.Kind;
import org.elasticml.loadtester.measure.capacity.Capacity;
import org.elasticml.loadtester.measure.capacity.CapacityAim;
import org.elasticml.loadtester.measure.capacity.Stretch;
import org.elasticml.loadtester.measure.capacity.Throughput;
import org.junit.jupiter.api.Test;

class CapacityTextTest {
    private static final OptionalDouble NONE = OptionalDouble.empty();

    private static BreakingPoint point(Kind kind, OptionalDouble rate, double low, double high, int misplaced) {
        return new BreakingPoint(
                kind, rate, OptionalDouble.of(low), OptionalDouble.of(high), 20, 8, misplaced, misplaced);
    }

    private static Capacity capacity(
            OptionalDouble replicas, Optional<BreakingPoint> point, Optional<Throughput> throughput) {
        return capacity(replicas, replicas.isPresent(), point, throughput);
    }

    private static Capacity capacity(
            OptionalDouble replicas, boolean sampled, Optional<BreakingPoint> point, Optional<Throughput> throughput) {
        OptionalInt needed = throughput.isPresent() ? OptionalInt.of(3) : OptionalInt.empty();
        return new Capacity(
                new CapacityAim(List.of(44.0), 0.25),
                replicas,
                sampled,
                point,
                List.of(new Stretch(5, 20, OptionalDouble.of(80), 0, true)),
                OptionalDouble.of(12.5),
                throughput,
                List.of(new Capacity.Need(44, needed)));
    }

    private static void assertRows(Capacity capacity, String... expected) {
        assertEquals(
                List.of(expected),
                CapacityText.rows(capacity).stream()
                        .map(row -> String.join(": ", row))
                        .toList());
    }

    @Test
    void tellsOfABreak() {
        Optional<Throughput> throughput = Optional.of(new Throughput(Throughput.Basis.HELD, 20.4, false));
        assertRows(
                capacity(
                        OptionalDouble.of(2),
                        Optional.of(point(Kind.PARTED, OptionalDouble.of(21.3), 20.4, 22.1, 0)),
                        throughput),
                "p95 breaks: between 20.4 and 22.1 requests/s a replica, at about 21.3 (stretches of 5 s: 20 held, 8 broke)",
                "one replica: 20.4 requests/s, the most at which p95 held (2.00 replicas in the mean, as metrics tell)",
                "replicas needed: 3 for 44.0/s, with a margin of 25 %");
        assertRows(
                capacity(NONE, Optional.of(point(Kind.PARTED, OptionalDouble.of(21.3), 19, 23, 2)), Optional.empty()),
                "p95 breaks: at about 21.3 requests/s of the whole target, though some broke from 19.0 on and some held up to"
                        + " 23.0 (stretches of 5 s: 20 held, 8 broke, 2 of them on the wrong side, 2 left out)",
                "the target: not known: p95 held nowhere below 19.0 requests/s of the whole target (how many replicas there"
                        + " are is not known: no --metrics, and no answer names one)",
                "replicas needed: not known for 44.0/s");
    }

    @Test
    void saysWhatIsNotKnown() {
        Optional<Throughput> throughput = Optional.of(new Throughput(Throughput.Basis.HELD, 20.4, true));
        OptionalDouble two = OptionalDouble.of(2);
        assertRows(
                capacity(two, Optional.of(point(Kind.ABOVE, NONE, 20.4, 0, 0)), throughput),
                "p95 breaks: above 20.4 requests/s a replica (stretches of 5 s: 20 held, 8 broke)",
                "one replica: 20.4 requests/s or more: no more was asked for (2.00 replicas in the mean, as metrics tell)",
                "replicas needed: at most 3 for 44.0/s, with a margin of 25 %");
        assertRows(
                capacity(two, Optional.of(point(Kind.MIXED, NONE, 19, 23, 0)), throughput),
                "p95 breaks: not known: some broke from 19.0 requests/s a replica on, some held up to 23.0 (stretches of 5 s:"
                        + " 20 held, 8 broke)",
                "one replica: 20.4 requests/s or more: up to there p95 always held (2.00 replicas in the mean, as metrics"
                        + " tell)",
                "replicas needed: at most 3 for 44.0/s, with a margin of 25 %");
        assertEquals(
                "below 23.0 requests/s a replica (stretches of 5 s: 20 held, 8 broke)",
                breaks(point(Kind.BELOW, NONE, 19, 23, 0)));
        assertTrue(breaks(point(Kind.UNKNOWN, NONE, 19, 23, 0)).startsWith("not known: in no stretches of 5 s"));
    }

    /** Nothing that was not seen: no stretch broke, no request failed. */
    @Test
    void saysWhyItIsNotKnown() {
        OptionalDouble two = OptionalDouble.of(2);
        assertEquals(
                "not known: it is not known where p95 breaks", throughput(two, point(Kind.UNKNOWN, NONE, 0, 0, 0)));
        assertEquals("not known: p95 held nowhere", throughput(two, point(Kind.BELOW, NONE, 0, 23, 0)));
        assertEquals(
                "not known: p95 held nowhere below 19.0 requests/s a replica",
                throughput(two, point(Kind.MIXED, NONE, 19, 23, 0)));
        String none = "the target: not known: no replica was ready (as metrics tell)";
        for (Optional<BreakingPoint> point :
                List.of(Optional.<BreakingPoint>empty(), Optional.of(point(Kind.UNKNOWN, NONE, 0, 0, 0)))) {
            List<String> row = CapacityText.rows(capacity(NONE, true, point, Optional.empty()))
                    .get(1);
            assertEquals(none, String.join(": ", row));
        }
    }

    private static String throughput(OptionalDouble replicas, BreakingPoint point) {
        String text = CapacityText.rows(capacity(replicas, Optional.of(point), Optional.empty()))
                .get(1)
                .get(1);
        return text.substring(0, text.indexOf(" (2.00 replicas"));
    }

    private static String breaks(BreakingPoint point) {
        return CapacityText.rows(capacity(OptionalDouble.of(2), Optional.of(point), Optional.empty()))
                .get(0)
                .get(1);
    }

    @Test
    void tellsOfAClosedLoop() {
        Capacity capacity = capacity(
                OptionalDouble.of(2),
                Optional.empty(),
                Optional.of(new Throughput(Throughput.Basis.SATURATION, 37.2, false)));
        assertRows(
                capacity,
                "p95 breaks: not known: a closed loop asks for no rate; replay and shape show it",
                "one replica: 37.2 requests/s: closed loop, 12.5 in flight each (2.00 replicas in the mean, as metrics tell)",
                "replicas needed: 3 for 44.0/s, with a margin of 25 %");
    }

    @Test
    void drawsADotForEachStretch() {
        String svg = CapacityChart.svg(
                        capacity(
                                OptionalDouble.of(2),
                                Optional.of(point(Kind.PARTED, OptionalDouble.of(21.3), 20.4, 22.1, 0)),
                                Optional.empty()),
                        500)
                .orElseThrow();
        assertTrue(svg.contains("held\nfrom second 5: 20.0 requests/s each, p95 80.0 ms, 0.00 % errors"), svg);
        assertTrue(svg.contains("breaks at about 21.3"), svg);
    }
}
