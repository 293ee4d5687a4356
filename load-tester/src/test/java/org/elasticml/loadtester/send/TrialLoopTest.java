package org.elasticml.loadtester.send;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.Optional;
import org.elasticml.core.workload.Arrivals;
import org.elasticml.loadtester.search.Slo;
import org.elasticml.loadtester.search.TrialPlan;
import org.elasticml.loadtester.search.TrialVerdict;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** In virtual time: a rest of one second, 2 s to settle, windows of 10 s. */
@Timeout(30)
class TrialLoopTest {
    private static final long SECOND = 1_000_000_000;
    private static final long SERVICE_NANOS = 20_000_000;
    private static final Slo SLO = Slo.parse("p99<500ms,errors<1%", 500);

    private static TrialPlan plan(double rate, Arrivals arrivals) {
        return new TrialPlan(rate, arrivals, 1, 2 * SECOND, 10 * SECOND, 30 * SECOND);
    }

    private static TrialVerdict verdict(double rate, Arrivals arrivals, SimulatedQueue queue) {
        TrialLoop loop = new TrialLoop(plan(rate, arrivals), SLO);
        loop.generate(queue);
        return loop.verdict().orElseThrow();
    }

    @Test
    void holdsBelowCapacityAfterOneWindow() {
        SimulatedQueue queue = new SimulatedQueue(() -> SERVICE_NANOS);
        TrialVerdict verdict = verdict(49, Arrivals.UNIFORM, queue);
        assertTrue(verdict.held());
        assertEquals(1, verdict.windows());
        assertEquals(13, queue.nowNanos() / 1e9, 0.2);
    }

    /** Twice what it can do: a backlog of a second when the window begins; ten of its requests may be late, and they are by 3.6 s. */
    @Test
    void endsAsSoonAsTheSloCantHold() {
        SimulatedQueue queue = new SimulatedQueue(() -> SERVICE_NANOS);
        TrialVerdict verdict = verdict(100, Arrivals.UNIFORM, queue);
        assertEquals(Optional.of("p99<500ms: 20 of 1,000 not answered well in time"), verdict.missed());
        assertEquals(3.7, queue.nowNanos() / 1e9, 0.1);
    }

    /** 0.8 % too much: p99 is within 500 ms at the end of two windows, but latencies rise. */
    @Test
    void addsWindowsWhileLatenciesRise() {
        TrialVerdict verdict = verdict(50.4, Arrivals.UNIFORM, new SimulatedQueue(() -> SERVICE_NANOS));
        assertEquals(Optional.of("latencies rose through each of 3 windows"), verdict.missed());
        assertEquals(3, verdict.windows());
        assertEquals(23 * SECOND, verdict.fromNanos());
    }

    /** One request every 25 s: the first is due after 13.5 s, and the first window ends after 13. */
    @Test
    void judgesTheNextWindowIfNoneIsDueInOne() {
        TrialVerdict verdict = verdict(0.04, Arrivals.UNIFORM, new SimulatedQueue(() -> SERVICE_NANOS));
        assertEquals(Optional.empty(), verdict.missed());
        assertEquals(13 * SECOND, verdict.fromNanos());
    }

    @Test
    void rarelyTakesAPoissonProcessForATrend() {
        int more = 0;
        for (int seed = 0; seed < 200; seed++) {
            TrialLoop loop =
                    new TrialLoop(new TrialPlan(40, Arrivals.POISSON, seed, 5 * SECOND, 30 * SECOND, 30 * SECOND), SLO);
            loop.generate(new SimulatedQueue(() -> SERVICE_NANOS));
            more += loop.verdict().orElseThrow().windows() - 1;
        }
        assertTrue(more <= 4, more + " more windows in 200 trials");
    }

    @Test
    void runsOnARun() throws Exception {
        VirtualClock clock = new VirtualClock(0);
        TrialPlan plan = plan(20, Arrivals.UNIFORM);
        TrialLoop loop = new TrialLoop(plan, SLO);
        Run run = new Run(
                FakeTarget.answeringAfter(SERVICE_NANOS, clock),
                () -> Fates.PHOTO,
                loop,
                Duration.ofSeconds(31),
                clock);
        run.start();
        Recording recording = run.recording();
        assertTrue(loop.verdict().orElseThrow().held());
        assertEquals(
                200,
                recording
                        .records()
                        .dueWithin(plan.settledNanos(), plan.settledNanos() + 10 * SECOND)
                        .size());
        assertEquals(1.025, recording.records().intendedNanos(0) / 1e9, 1e-6);
    }

    @Test
    void knowsNothingWhenStopped() {
        VirtualClock clock = new VirtualClock(0);
        TrialLoop loop = new TrialLoop(plan(20, Arrivals.UNIFORM), SLO);
        Run run = new Run(FakeTarget.holding(), () -> Fates.PHOTO, loop, Duration.ofSeconds(31), clock);
        clock.at(2 * SECOND, run::stop);
        run.start();
        assertTrue(run.recording().endedEarly());
        assertFalse(loop.verdict().isPresent());
    }

    @Test
    void missesWhatIsNeverAnswered() {
        VirtualClock clock = new VirtualClock(0);
        TrialLoop loop = new TrialLoop(plan(20, Arrivals.UNIFORM), SLO);
        Run run = new Run(FakeTarget.holding(), () -> Fates.PHOTO, loop, Duration.ofSeconds(1), clock);
        run.start();
        Recording recording = run.recording();
        assertFalse(loop.verdict().orElseThrow().held());
        assertEquals(recording.fired(), recording.records().size());
    }
}
