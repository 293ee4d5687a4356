package org.elasticml.loadtester.send;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.IntUnaryOperator;
import org.elasticml.loadtester.measure.Answer;
import org.elasticml.loadtester.measure.RequestRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** In virtual time. */
@Timeout(60)
class ClosedLoopTest {
    private static final long MILLI = 1_000_000;

    private final VirtualClock clock = new VirtualClock(0);

    @Test
    void sendsAsManyAsAskedForAndKeepsEachUserBusy() {
        List<Long> inFlight = new ArrayList<>();
        FakeTarget target = FakeTarget.answeringAfter(10 * MILLI, clock);
        for (int i = 0; i < 100; i++) {
            clock.at(i * 10 * MILLI + MILLI, () -> inFlight.add(target.inFlight()));
        }
        Recording recording = run(target, users -> 7, OptionalInt.of(700), Optional.empty());
        assertEquals(700, recording.fired());
        assertEquals(700, target.sent.size());
        assertEquals(700, recording.records().size());
        assertEquals(Collections.nCopies(100, 7L), inFlight);
    }

    @Test
    void aRequestIsDueWhenItsUserIsFree() {
        Recording recording =
                run(FakeTarget.answeringAfter(10 * MILLI, clock), users -> 1, OptionalInt.of(3), Optional.empty());
        assertEquals(
                List.of(0L, 10 * MILLI, 20 * MILLI),
                recording.records().stream().map(RequestRecord::intendedNanos).toList());
    }

    /** At 0, 10, … 990 ms, and none at 1,000 ms. */
    @Test
    void endsAfterItsTime() {
        Recording recording = run(
                FakeTarget.answeringAfter(10 * MILLI, clock),
                users -> 2,
                OptionalInt.empty(),
                Optional.of(Duration.ofSeconds(1)));
        assertEquals(200, recording.fired());
        assertEquals(200, recording.records().size());
    }

    @Test
    void endsByWhicheverComesFirst() {
        Optional<Duration> second = Optional.of(Duration.ofSeconds(1));
        assertEquals(50, fired(OptionalInt.of(50), second));
        assertEquals(100, fired(OptionalInt.of(5000), second));
    }

    private int fired(OptionalInt requests, Optional<Duration> duration) {
        return run(FakeTarget.answeringAfter(10 * MILLI, clock), users -> 1, requests, duration)
                .fired();
    }

    @Test
    void aLoopWithoutAnEndIsRefused() {
        assertThrows(
                IllegalArgumentException.class,
                () -> new ClosedLoop(users -> 1, OptionalInt.empty(), Optional.empty()));
    }

    @Test
    void usersComeAndGo() {
        int[] users = {2, 5, 1, 0, 3};
        List<Long> inFlight = new ArrayList<>();
        FakeTarget target = FakeTarget.answeringAfter(10 * MILLI, clock);
        for (int second = 0; second < users.length; second++) {
            clock.at(second * 1000 * MILLI + 503 * MILLI, () -> inFlight.add(target.inFlight()));
        }
        run(target, second -> users[second], OptionalInt.empty(), Optional.of(Duration.ofSeconds(users.length)));
        assertEquals(List.of(2L, 5L, 1L, 0L, 3L), inFlight);
    }

    @Test
    void answersThatComeAtOnceDoNotDeepenTheStack() {
        FakeTarget target = new FakeTarget(index -> CompletableFuture.completedFuture(Fates.FINE));
        assertEquals(
                200_000,
                run(target, users -> 3, OptionalInt.of(200_000), Optional.empty())
                        .fired());
    }

    /** Each user at 0, 20, 60, 140, 300, 620 and 1,260 ms, and then each second: 15 times in 10 s. */
    @Test
    void aTargetThatFailsAtOnceIsNotAskedInAHotLoop() {
        FakeTarget target = new FakeTarget(index -> CompletableFuture.completedFuture(Answer.none("reset")));
        Recording recording = run(target, users -> 10, OptionalInt.empty(), Optional.of(Duration.ofSeconds(10)));
        assertEquals(150, recording.fired());
        assertTrue(recording.records().stream()
                .allMatch(record -> record.lagNanos().orElseThrow() == 0));
    }

    @Test
    void aSuccessEndsThePausing() {
        FakeTarget target = new FakeTarget(
                index -> CompletableFuture.completedFuture(index % 3 == 2 ? Fates.FINE : Answer.none("reset")));
        Recording recording = run(target, users -> 1, OptionalInt.of(7), Optional.empty());
        assertEquals(
                List.of(0L, 20L, 60L, 60L, 80L, 120L, 120L),
                recording.records().stream()
                        .map(record -> record.intendedNanos() / MILLI)
                        .toList());
    }

    @Test
    void sendsNothingAfterItWasStopped() {
        AtomicReference<Run> run = new AtomicReference<>();
        FakeTarget target = new FakeTarget(index -> {
            if (index == 99) {
                run.get().stop();
            }
            return CompletableFuture.completedFuture(Fates.FINE);
        });
        run.set(toRun(target, users -> 5, OptionalInt.of(1000), Optional.empty()));
        run.get().start();
        Recording recording = run.get().recording();
        assertTrue(recording.endedEarly());
        assertEquals(100, recording.fired());
    }

    @Test
    void sendsNothingAfterTheRunIsOver() {
        FakeTarget target = FakeTarget.holding();
        Recording recording = run(target, users -> 5, OptionalInt.empty(), Optional.of(Duration.ofSeconds(1)));
        List.copyOf(target.sent).forEach(late -> late.complete(Fates.FINE));
        assertEquals(5, target.sent.size());
        assertEquals(5, recording.fired());
        assertEquals(5, recording.records().size());
    }

    private Recording run(Target target, IntUnaryOperator users, OptionalInt requests, Optional<Duration> duration) {
        Run run = toRun(target, users, requests, duration);
        run.start();
        return run.recording();
    }

    private Run toRun(Target target, IntUnaryOperator users, OptionalInt requests, Optional<Duration> duration) {
        ClosedLoop loop = new ClosedLoop(users, requests, duration);
        return new Run(target, () -> Fates.PHOTO, loop, Duration.ofSeconds(1), clock);
    }
}
