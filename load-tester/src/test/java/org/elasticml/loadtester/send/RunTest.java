package org.elasticml.loadtester.send;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.LongStream;
import org.elasticml.loadtester.measure.Answer;
import org.elasticml.loadtester.measure.Outcome;
import org.elasticml.loadtester.measure.RequestRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** In virtual time, open loop. */
@Timeout(30)
class RunTest {
    private static final long MILLI = 1_000_000;

    @Test
    void sendsAllThoughNothingIsAnswered() {
        FakeTarget target = FakeTarget.holding();
        Recording recording = run(target, 1000);
        assertEquals(1000, target.sent.size());
        assertEquals(1000, recording.fired());
        assertEquals(1000, recording.records().size());
        assertTrue(recording.records().stream()
                .allMatch(record -> record.answer().error().equals(Optional.of("no answer when the run ended"))));
        assertFalse(recording.endedEarly());
    }

    /** Or whoever waits for its end would wait for ever. */
    @Test
    void endsWhenMemoryDoes() {
        LoadGenerator greedy = shooter -> {
            throw new OutOfMemoryError();
        };
        Run run = new Run(FakeTarget.holding(), () -> Fates.PHOTO, greedy, Duration.ZERO);
        run.start();
        CompletionException e = assertThrows(CompletionException.class, run::recording);
        assertEquals(OutOfMemoryError.class, e.getCause().getClass());
    }

    @Test
    void keepsTheFirstEndOfEachRequest() {
        FakeTarget target = new FakeTarget(index ->
                index % 2 == 0 ? CompletableFuture.completedFuture(Fates.FINE) : new CompletableFuture<Answer>());
        Recording recording = run(target, 10);
        target.sent.forEach(late -> late.complete(Fates.FINE));
        assertEquals(10, recording.records().size());
        assertEquals(
                5,
                recording.records().stream()
                        .filter(record -> record.is(Outcome.SUCCEEDED))
                        .count());
    }

    @Test
    void recordsInstantsFromTheStart() {
        Recording recording = run(FakeTarget.holding(), 2);
        assertEquals(
                List.of(0L, MILLI),
                recording.records().stream()
                        .map(RequestRecord::intendedNanos)
                        .sorted()
                        .toList());
        assertTrue(recording.records().stream()
                .allMatch(record -> record.lagNanos().orElseThrow() == 0));
    }

    /** Every wait ends 5 ms late, and requests are 1 ms apart: those overslept are caught up with, not moved. */
    @Test
    void doesNotPassItsDelayOn() {
        Recording recording = run(FakeTarget.holding(), 1000, new VirtualClock(5 * MILLI));
        assertEquals(1000, recording.records().size());
        assertTrue(recording.records().stream()
                .allMatch(record -> record.lagNanos().orElseThrow() <= 5 * MILLI));
    }

    @Test
    void tellsThatItWasEndedEarly() {
        Run run = new Run(
                FakeTarget.holding(),
                () -> Fates.PHOTO,
                new OpenLoop(LongStream.of(0, 1).iterator()),
                Duration.ofSeconds(1),
                new VirtualClock(0));
        run.stop();
        run.start();
        Recording recording = run.recording();
        assertTrue(recording.endedEarly());
        assertEquals(0, recording.fired());
    }

    @Test
    void sendsNothingOnceItIsOver() {
        FakeTarget target = FakeTarget.holding();
        AtomicReference<LoadGenerator.Shooter> kept = new AtomicReference<>();
        Run run = new Run(
                target,
                () -> Fates.PHOTO,
                shooter -> {
                    kept.set(shooter);
                    shooter.fire(0);
                },
                Duration.ofSeconds(1),
                new VirtualClock(0));
        run.start();
        Recording recording = run.recording();
        CompletableFuture<Answer> answer = kept.get().fire(1).toCompletableFuture();
        assertTrue(answer.isDone());
        assertEquals(Optional.of("the run is over"), answer.join().error());
        assertEquals(1, target.sent.size());
        assertEquals(1, recording.records().size());
    }

    private static Recording run(Target target, int requests) {
        return run(target, requests, new VirtualClock(0));
    }

    private static Recording run(Target target, int requests, VirtualClock clock) {
        OpenLoop arrivals =
                new OpenLoop(LongStream.range(0, requests).map(i -> i * MILLI).iterator());
        Run run = new Run(target, () -> Fates.PHOTO, arrivals, Duration.ofSeconds(1), clock);
        run.start();
        return run.recording();
    }
}
