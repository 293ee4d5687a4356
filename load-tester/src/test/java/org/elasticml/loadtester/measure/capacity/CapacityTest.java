package org.elasticml.loadtester.measure.capacity;

import static org.elasticml.loadtester.measure.capacity.SyntheticRun.capacity;
import static org.elasticml.loadtester.measure.capacity.SyntheticRun.closed;
import static org.elasticml.loadtester.measure.capacity.SyntheticRun.open;
import static org.elasticml.loadtester.measure.capacity.SyntheticRun.ramp;
import static org.elasticml.loadtester.measure.capacity.SyntheticRun.samples;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.stream.IntStream;
import org.elasticml.core.workload.Arrivals;
import org.elasticml.core.workload.Workload;
import org.elasticml.loadtester.measure.Answer;
import org.elasticml.loadtester.measure.RequestLog;
import org.elasticml.loadtester.measure.RequestRecord;
import org.elasticml.loadtester.measure.Requests;
import org.elasticml.loadtester.measure.Summary;
import org.junit.jupiter.api.Test;

class CapacityTest {
    /** Requests a second that a replica can do. */
    private static final double CAN = 20;

    /** The least replicas for which 44 · 1.2 / n is no more than what one does. */
    @Test
    void aRampShowsWhereP95BreaksAndHowManyReplicasARateTakes() {
        Workload rates = ramp(2, 60, 300);
        Capacity capacity =
                capacity(open(rates, CAN, second -> 2, true), List.of(), rates, new CapacityAim(List.of(44.0), 0.2));
        BreakingPoint breaks = capacity.p95Breaks().orElseThrow();
        assertEquals(BreakingPoint.Kind.PARTED, breaks.kind());
        assertEquals(CAN, breaks.rate().orElseThrow(), 0.1 * CAN);
        assertEquals(OptionalDouble.of(2), capacity.replicas());
        assertFalse(capacity.replicasSampled());
        Throughput throughput = capacity.throughput().orElseThrow();
        assertEquals(Throughput.Basis.HELD, throughput.basis());
        assertFalse(throughput.lowerBound());
        assertTrue(throughput.perReplica() < breaks.rate().orElseThrow());
        assertEquals(List.of(new Capacity.Need(44, OptionalInt.of(3))), capacity.needs());
    }

    /** Four stretches of each rate, and four in which the queue can drain. */
    @Test
    void breaksBetweenTheRatesThatItCanAndThatItCant() {
        Workload rates = Workload.of(IntStream.range(0, 200)
                .mapToDouble(second -> second / 20 % 2 == 1 ? 5 : 10 + 4 * (second / 40))
                .toArray());
        Capacity capacity =
                capacity(open(Arrivals.UNIFORM, rates, CAN, second -> 1, true), List.of(), rates, CapacityAim.DEFAULT);
        BreakingPoint breaks = capacity.p95Breaks().orElseThrow();
        assertEquals(18, breaks.low().orElseThrow(), 0.2);
        assertEquals(22, breaks.high().orElseThrow(), 0.2);
        assertEquals(CAN, breaks.rate().orElseThrow(), 0.2);
        assertEquals(18, capacity.throughput().orElseThrow().perReplica(), 0.2);
        assertTrue(breaks.leftOut() > 0);
    }

    /** As the autoscaler adds replicas, it is the rate of each that counts, not that of all. */
    @Test
    void countsTheReplicasThatAreReadyInEachStretch() {
        Workload rates = ramp(2, 90, 300);
        RequestLog log = open(rates, CAN, CapacityTest::scaledUp, false);
        Capacity capacity = capacity(log, samples(300, CapacityTest::scaledUp), rates, new CapacityAim(List.of(), 0.2));
        assertTrue(capacity.replicasSampled());
        assertEquals(CAN, capacity.p95Breaks().orElseThrow().rate().orElseThrow(), 0.15 * CAN);
        assertEquals(
                List.of(rates.peakPerSecond(), 2 * rates.peakPerSecond()),
                capacity.needs().stream().map(Capacity.Need::rate).toList());
    }

    /** One more replica every 100 s. */
    private static int scaledUp(long second) {
        return 1 + (int) second / 100;
    }

    @Test
    void aConstantLoadSaysThatItIsAbove() {
        Workload rates = ramp(10, 10, 100);
        Capacity capacity = capacity(open(rates, CAN, second -> 1, true), List.of(), rates, CapacityAim.DEFAULT);
        BreakingPoint breaks = capacity.p95Breaks().orElseThrow();
        assertEquals(BreakingPoint.Kind.ABOVE, breaks.kind());
        assertEquals(20, breaks.held());
        assertEquals(OptionalDouble.empty(), breaks.rate());
        assertTrue(capacity.throughput().orElseThrow().lowerBound());
    }

    @Test
    void aTargetThatIsAlwaysOverloadedSaysThatItIsBelow() {
        Workload rates = ramp(60, 60, 50);
        Capacity capacity = capacity(open(rates, CAN, second -> 1, true), List.of(), rates, CapacityAim.DEFAULT);
        assertEquals(
                BreakingPoint.Kind.BELOW, capacity.p95Breaks().orElseThrow().kind());
        assertTrue(capacity.throughput().isEmpty());
        assertEquals(
                List.of(OptionalInt.empty(), OptionalInt.empty()),
                capacity.needs().stream().map(Capacity.Need::replicas).toList());
    }

    /** What is asked of all of them is known, what is asked of each is not. */
    @Test
    void withoutANumberOfReplicasTheTargetCountsAsAWhole() {
        Workload rates = ramp(2, 40, 200);
        Capacity capacity = capacity(open(rates, CAN, second -> 1, false), List.of(), rates, CapacityAim.DEFAULT);
        assertEquals(OptionalDouble.empty(), capacity.replicas());
        assertEquals(CAN, capacity.p95Breaks().orElseThrow().rate().orElseThrow(), 0.1 * CAN);
        assertTrue(capacity.needs().stream().allMatch(need -> need.replicas().isEmpty()));
    }

    @Test
    void aQuietLoadSaysNothing() {
        Workload rates = ramp(1, 1, 100);
        Capacity capacity = capacity(open(rates, CAN, second -> 1, true), List.of(), rates, CapacityAim.DEFAULT);
        assertEquals(
                BreakingPoint.Kind.UNKNOWN, capacity.p95Breaks().orElseThrow().kind());
        assertTrue(capacity.throughput().isEmpty());
    }

    /** 1.2 · 50 / 20 is 3, not 4. */
    @Test
    void aClosedLoopMeasuresWhatAReplicaDoes() {
        Capacity saturated = closedLoop(closed(8, CAN, 50), new CapacityAim(List.of(50.0, 51.0), 0.2));
        assertTrue(saturated.p95Breaks().isEmpty());
        Throughput throughput = saturated.throughput().orElseThrow();
        assertEquals(Throughput.Basis.SATURATION, throughput.basis());
        assertEquals(CAN, throughput.perReplica(), 1e-6);
        assertFalse(throughput.lowerBound());
        assertEquals(8, saturated.inFlightPerReplica().orElseThrow(), 0.2);
        assertEquals(
                List.of(OptionalInt.of(3), OptionalInt.of(4)),
                saturated.needs().stream().map(Capacity.Need::replicas).toList());
        assertTrue(closedLoop(closed(1, CAN, 50), CapacityAim.DEFAULT)
                .throughput()
                .orElseThrow()
                .lowerBound());
        assertEquals(
                List.of(), closedLoop(closed(8, CAN, 50), CapacityAim.DEFAULT).needs());
    }

    private static Capacity closedLoop(RequestLog log, CapacityAim aim) {
        return Capacity.of(
                log, List.of(), Summary.of(log, SyntheticRun.SLO_MS, false), OptionalDouble.empty(), 50, aim);
    }

    @Test
    void nothingIsKnownOfNothing() {
        Workload rates = Workload.of(1);
        Capacity capacity = capacity(new RequestLog(), List.of(), rates, CapacityAim.DEFAULT);
        assertEquals(
                BreakingPoint.Kind.UNKNOWN, capacity.p95Breaks().orElseThrow().kind());
        assertTrue(
                closedLoop(new RequestLog(), CapacityAim.DEFAULT).throughput().isEmpty());
    }

    /** Before it died it had sent its share: neither that it failed is so, nor that less was asked for. */
    @Test
    void nothingIsKnownOfARunOfWhichAnAgentDied() {
        Workload rates = ramp(2, 30, 100);
        RequestLog log = open(rates, CAN, second -> 1, true);
        assertEquals(
                BreakingPoint.Kind.PARTED,
                capacity(log, List.of(), rates, CapacityAim.DEFAULT)
                        .p95Breaks()
                        .orElseThrow()
                        .kind());
        log.add(new RequestRecord(
                200_000_000_000L,
                OptionalLong.empty(),
                200_000_000_000L,
                "a",
                Optional.empty(),
                1,
                Answer.ofDeadAgent("127.0.0.1:8011")));
        Capacity capacity = capacity(log, List.of(), rates, CapacityAim.DEFAULT);
        assertEquals(
                BreakingPoint.Kind.AGENT_DIED,
                capacity.p95Breaks().orElseThrow().kind());
        assertTrue(capacity.throughput().isEmpty());
        assertTrue(capacity.needs().stream().allMatch(need -> need.replicas().isEmpty()));
    }

    /** No replica was ready: a rate for each can't be told, whatever was asked. */
    @Test
    void leavesOutStretchesWithoutReplicas() {
        Workload rates = ramp(10, 10, 50);
        RequestLog log = open(rates, CAN, second -> 1, true);
        List<Stretch> stretches = capacity(log, samples(50, second -> second < 25 ? 0 : 1), rates, CapacityAim.DEFAULT)
                .stretches();
        assertEquals(
                List.of(25.0, 30.0, 35.0, 40.0, 45.0),
                stretches.stream().map(Stretch::fromS).toList());
    }

    /** Of 100 in 5 s, one may fail. */
    @Test
    void errorsBreakAStretchAsWell() {
        for (int failed : new int[] {1, 2}) {
            RequestLog log = new RequestLog();
            IntStream.range(0, 100)
                    .mapToObj(i ->
                            i < failed ? Requests.failed(50 * i, 10, 500) : Requests.succeeded(50 * i, 10, "t", "t"))
                    .forEach(log::add);
            List<Stretch> stretches = capacity(log, List.of(), Workload.of(20, 20, 20, 20, 20), CapacityAim.DEFAULT)
                    .stretches();
            assertEquals(
                    List.of(failed == 1), stretches.stream().map(Stretch::held).toList());
        }
    }
}
