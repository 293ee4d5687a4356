package org.elasticml.loadtester.send;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.vertx.core.buffer.Buffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.stream.LongStream;
import org.elasticml.loadtester.measure.Answer;
import org.elasticml.loadtester.measure.Outcome;
import org.elasticml.loadtester.photo.Photo;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** In virtual time, against a target that answers when it is told to. */
@Timeout(30)
class ReplayTest {
    private static final Photo PHOTO = new Photo("a.jpg", "image/jpeg", Buffer.buffer("x"), Optional.of("tench"));
    private static final Answer FINE = new Answer(
            200,
            Outcome.SUCCEEDED,
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            OptionalInt.empty(),
            Optional.empty());

    private static class HeldTarget implements Target {
        final List<CompletableFuture<Answer>> held = new ArrayList<>();

        @Override
        public CompletionStage<Void> check() {
            return CompletableFuture.completedFuture(null);
        }

        @Override
        public CompletionStage<Answer> send(Photo photo, Runnable onWritten) {
            onWritten.run();
            CompletableFuture<Answer> answer = new CompletableFuture<>();
            held.add(answer);
            return answer;
        }

        @Override
        public void close() {}
    }

    @Test
    void sendsAllThoughNothingIsAnswered() {
        HeldTarget target = new HeldTarget();
        Recording recording = run(target, 1000);
        assertEquals(1000, target.held.size());
        assertEquals(1000, recording.fired());
        assertEquals(1000, recording.records().size());
        assertTrue(recording.records().stream()
                .allMatch(record -> record.answer().error().equals(Optional.of("no answer when the run ended"))));
        assertFalse(recording.endedEarly());
    }

    @Test
    void keepsTheFirstEndOfEachRequest() {
        HeldTarget target = new HeldTarget() {
            @Override
            public CompletionStage<Answer> send(Photo photo, Runnable onWritten) {
                CompletionStage<Answer> answer = super.send(photo, onWritten);
                if (held.size() % 2 == 0) {
                    held.get(held.size() - 1).complete(FINE);
                }
                return answer;
            }
        };
        Recording recording = run(target, 10);
        target.held.forEach(late -> late.complete(FINE));
        assertEquals(10, recording.records().size());
        assertEquals(
                5,
                recording.records().stream()
                        .filter(record -> record.is(Outcome.SUCCEEDED))
                        .count());
    }

    @Test
    void recordsInstantsFromTheStart() {
        HeldTarget target = new HeldTarget();
        Recording recording = run(target, 2);
        assertEquals(
                List.of(0L, 1_000_000L),
                recording.records().stream()
                        .map(record -> record.intendedNanos())
                        .sorted()
                        .toList());
        recording.records().forEach(record -> {
            OptionalLong lag = record.lagNanos();
            assertTrue(lag.orElseThrow() >= 0 && lag.getAsLong() < 100_000, () -> lag + " ns");
        });
    }

    @Test
    void tellsThatItWasEndedEarly() {
        HeldTarget target = new HeldTarget();
        Replay replay = new Replay(target, () -> PHOTO, Duration.ofSeconds(1), new VirtualClock(0));
        replay.stop();
        replay.start(LongStream.of(0, 1).iterator());
        Recording recording = replay.recording();
        assertTrue(recording.endedEarly());
        assertEquals(0, recording.fired());
    }

    private static Recording run(Target target, int requests) {
        Replay replay = new Replay(target, () -> PHOTO, Duration.ofSeconds(1), new VirtualClock(0));
        replay.start(LongStream.range(0, requests).map(i -> i * 1_000_000).iterator());
        return replay.recording();
    }
}
