package org.elasticml.loadtester.measure.compare;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.elasticml.loadtester.measure.Percentiles;
import org.elasticml.loadtester.measure.RequestLog;
import org.elasticml.loadtester.measure.Requests;
import org.elasticml.loadtester.measure.Summary;
import org.junit.jupiter.api.Test;

class DifferencesTest {
    private static final double WHOLE = 1e-9;

    /** Requests of those latencies, one a second. */
    private static Piece piece(long... millis) {
        return new Piece(
                LongStream.of(millis).map(it -> it * Requests.MILLI).sorted().toArray(), millis.length, millis.length);
    }

    /**
     * The jackknife of a mean of equal groups is the standard error of that mean: of 10, 14 and 18 it is 4/√3. Student's t for
     * 2 degrees of freedom at 97.5 % is 4.302653.
     */
    @Test
    void jackknifeOfAMeanIsItsStandardError() {
        Estimate estimate = Estimate.jackknife(14, 16, 14, 12);
        assertEquals(4 / Math.sqrt(3), estimate.standardError(), WHOLE);
        assertEquals(4.302653 * 4 / Math.sqrt(3), estimate.margin(0.95), 1e-5);
    }

    /** Welch's test of variances 1 and 4 with 4 and 9 degrees of freedom: (1+4)² / (1/4 + 16/9) = 12.33. */
    @Test
    void independentOnesAddVariances() {
        Estimate difference = new Estimate(5, 1, 4).minus(new Estimate(3, 2, 9));
        assertEquals(2, difference.value());
        assertEquals(Math.sqrt(5), difference.standardError(), WHOLE);
        assertEquals(25 / (1 / 4.0 + 16 / 9.0), difference.degreesOfFreedom(), WHOLE);
    }

    /** Each round is exactly twice as slow, though rounds are unlike each other: paired, nothing is left to doubt. */
    @Test
    void pairsCancelWhatBothMet() {
        List<Piece> base = List.of(piece(10, 20), piece(30, 50), piece(20, 20));
        List<Piece> twice = List.of(piece(20, 40), piece(60, 100), piece(40, 40));
        Map<String, List<Piece>> both = Map.of("a", base, "b", twice);
        Difference paired = Differences.of(both, "a", true).of("b", ComparedFigure.MEAN);
        assertEquals(100, paired.percent().getAsDouble(), WHOLE);
        assertEquals(100, paired.within().get().low(), 1e-6);
        assertEquals("slower", paired.word());
        assertTrue(paired.isWorse());
        Difference unpaired = Differences.of(both, "a", false).of("b", ComparedFigure.MEAN);
        assertEquals(100, unpaired.percent().getAsDouble(), WHOLE);
        assertEquals("no difference shown", unpaired.word());
    }

    /** Two candidates with five figures each: an error of 5 % is shared by ten intervals. */
    @Test
    void sharesTheErrorAmongAllIntervals() {
        List<Piece> pieces = List.of(piece(10), piece(12));
        Differences three = Differences.of(Map.of("a", pieces, "b", pieces, "c", pieces), "a", true);
        assertEquals(0.995, three.confidence(), WHOLE);
        assertEquals(10, three.all().size());
        assertEquals("no difference shown", three.of("c", ComparedFigure.P99).word());
    }

    @Test
    void throughputIsBetterIfThereIsMore() {
        List<Piece> slow = List.of(piece(1, 1), piece(1, 1));
        List<Piece> fast = List.of(new Piece(new long[4], 4, 2), new Piece(new long[4], 4, 2));
        Difference difference =
                Differences.of(Map.of("a", slow, "b", fast), "a", true).of("b", ComparedFigure.THROUGHPUT);
        assertEquals(100, difference.percent().getAsDouble(), WHOLE);
        assertEquals("higher", difference.word());
        assertTrue(difference.isBetter());
        assertFalse(difference.isWorse());
    }

    @Test
    void errorsDifferInPercentagePoints() {
        List<Piece> fine = Collections.nCopies(10, new Piece(new long[40], 40, 1));
        List<Piece> half = Collections.nCopies(10, new Piece(new long[20], 40, 1));
        Differences differences = Differences.of(Map.of("a", fine, "b", half), "a", true);
        Difference errors = differences.of("b", ComparedFigure.ERRORS);
        assertEquals(50, errors.percent().getAsDouble(), WHOLE);
        assertEquals("more", errors.word());
        assertTrue(errors.isWorse());
    }

    /** One in each of three rounds, and none: as rounds do not differ, the jackknife alone would be sure. */
    @Test
    void fewErrorsMayBeChance() {
        List<Piece> fine = Collections.nCopies(3, new Piece(new long[100], 100, 1));
        List<Piece> some = Collections.nCopies(3, new Piece(new long[99], 100, 1));
        Difference errors =
                Differences.of(Map.of("a", fine, "b", some), "a", true).of("b", ComparedFigure.ERRORS);
        assertEquals(1, errors.percent().getAsDouble(), WHOLE);
        assertEquals("no difference shown", errors.word());
    }

    /** As many on both sides, of one round each: there is no interval, but there are errors. */
    @Test
    void equalErrorsAreNotNone() {
        List<Piece> some = List.of(new Piece(new long[3], 4, 1));
        Difference errors =
                Differences.of(Map.of("a", some, "b", some), "a", true).of("b", ComparedFigure.ERRORS);
        assertEquals(0, errors.percent().getAsDouble());
        assertFalse(errors.isNone());
        assertEquals("not known", errors.word());
    }

    /** Equal latencies within a round and across rounds included. */
    @Test
    void leavesOutEachRoundInTurn() {
        Random random = new Random(7);
        List<Piece> pieces = IntStream.range(0, 30)
                .mapToObj(round -> piece(random.longs(round, 1, 40).toArray()))
                .toList();
        List<Pooled> without = Pooled.withoutEach(pieces);
        for (int left = 0; left < pieces.size(); left++) {
            List<Piece> rest = new ArrayList<>(pieces);
            rest.remove(left);
            long[] nanos = rest.stream()
                    .flatMapToLong(it -> Arrays.stream(it.latenciesNanos()))
                    .toArray();
            assertEquals(
                    Percentiles.of(nanos).millis(95).getAsDouble(),
                    without.get(left).p95Ms());
            assertEquals(
                    Percentiles.of(nanos).millis(99).getAsDouble(),
                    without.get(left).p99Ms());
            assertEquals(
                    Arrays.stream(nanos).average().getAsDouble() / Requests.MILLI,
                    without.get(left).meanMs(),
                    WHOLE);
            assertEquals(nanos.length, without.get(left).requests());
        }
    }

    /** Stretches of which each is slower than the one before tell less than they seem to; what goes up and down does not. */
    @Test
    void hasNoIntervalsOfStretchesThatHangTogether() {
        List<Piece> level = List.of(piece(10), piece(12), piece(10), piece(12), piece(10));
        List<Piece> rising = List.of(piece(20), piece(22), piece(24), piece(26), piece(28));
        for (boolean paired : new boolean[] {true, false}) {
            Differences some = Differences.ofStretches(Map.of("a", level, "b", rising), "a", paired);
            assertEquals(!paired, some.dependent());
            assertEquals(paired, some.of("b", ComparedFigure.MEAN).within().isPresent());
            assertTrue(some.isRough());
        }
        assertTrue(Dependence.isShown(1, 2, 3, 4));
        assertFalse(Dependence.isShown(1, 3, 2, 4));
        assertFalse(Dependence.isShown(1, 1, 1, 1));
        assertFalse(Dependence.isShown(0.1, 0.3));
    }

    @Test
    void stretchesAreLong() {
        assertEquals(1, Piece.stretches(RequestLog.of(Requests.succeeded(28_999, 20, "t", "t"))));
        assertEquals(4, Piece.stretches(RequestLog.of(Requests.succeeded(59_900, 20, "t", "t"))));
        assertEquals(20, Piece.stretches(RequestLog.of(Requests.succeeded(600_000, 20, "t", "t"))));
        assertEquals(1, Piece.stretches(new RequestLog()));
    }

    /** The last answer of one is late: what is in a stretch does not hang on it. */
    @Test
    void stretchesOfOneScheduleHaveTheSameRequests() {
        for (long last : new long[] {10, 900}) {
            RequestLog log = RequestLog.of(
                    Requests.succeeded(0, 10, "t", "t"),
                    Requests.succeeded(510, 10, "t", "t"),
                    Requests.succeeded(1000, last, "t", "t"));
            List<Piece> pieces = Piece.stretches(log, 1 + last / 1000.0, 2);
            assertEquals(List.of(1, 2), pieces.stream().map(Piece::requests).toList());
            assertEquals(
                    1 + last / 1000.0, pieces.get(0).seconds() + pieces.get(1).seconds(), WHOLE);
        }
    }

    @Test
    void saysThatThereAreNoErrors() {
        List<Piece> pieces = List.of(piece(10), piece(12));
        Difference errors =
                Differences.of(Map.of("a", pieces, "b", pieces), "a", true).of("b", ComparedFigure.ERRORS);
        assertEquals(Optional.empty(), errors.within());
        assertEquals("none", errors.word());
    }

    @Test
    void hasNoIntervalOfOneRound() {
        Differences one = Differences.of(Map.of("a", List.of(piece(10)), "b", List.of(piece(20))), "a", true);
        Difference mean = one.of("b", ComparedFigure.MEAN);
        assertEquals(100, mean.percent().getAsDouble(), WHOLE);
        assertEquals(Optional.empty(), mean.within());
        assertEquals("not known", mean.word());
        assertEquals(1, one.pieces());
    }

    /** Without the only round in which anything succeeded there is no latency at all. */
    @Test
    void knowsNothingOfLatenciesWithoutSuccess() {
        Piece nothing = new Piece(new long[0], 5, 1);
        Differences some =
                Differences.of(Map.of("a", List.of(piece(10), piece(12)), "b", List.of(nothing, piece(20))), "a", true);
        assertEquals(Optional.empty(), some.of("b", ComparedFigure.P99).within());
        Differences none =
                Differences.of(Map.of("a", List.of(piece(10), piece(12)), "b", List.of(nothing, nothing)), "a", true);
        assertEquals(OptionalDouble.empty(), none.of("b", ComparedFigure.MEAN).percent());
        assertEquals(100, none.of("b", ComparedFigure.ERRORS).percent().getAsDouble());
    }

    /** Pooled figures are those of a summary of all requests. */
    @Test
    void figuresAreThoseOfASummary() {
        RequestLog log = RequestLog.of(
                Requests.succeeded(0, 10, "t", "t"),
                Requests.succeeded(300, 20, "t", "t"),
                Requests.refused(600, 5),
                Requests.succeeded(900, 100, "t", "t"));
        Summary summary = Summary.of(log, 500, false);
        List<Piece> pieces = Piece.stretches(log, summary.durationS(), 2);
        assertEquals(List.of(2, 2), pieces.stream().map(Piece::requests).toList());
        for (List<Piece> same : List.of(pieces, List.of(Piece.of(log, summary.durationS())))) {
            Pooled pooled = Pooled.of(same);
            assertEquals(summary.latencyMs().get().mean(), pooled.meanMs(), WHOLE);
            assertEquals(summary.latencyMs().get().p95(), pooled.p95Ms());
            assertEquals(summary.latencyMs().get().p99(), pooled.p99Ms());
            assertEquals(summary.throughputRps(), pooled.throughputRps(), WHOLE);
            assertEquals(0.25, pooled.errorShare());
        }
    }

    /** The last instant of a run belongs to its last stretch. */
    @Test
    void everyRequestIsInOneStretch() {
        RequestLog log = RequestLog.of(Collections.nCopies(3, Requests.succeeded(1000, 0, "t", "t")));
        assertEquals(
                List.of(0, 0, 3),
                Piece.stretches(log, 1, 3).stream().map(Piece::requests).toList());
    }
}
