package org.elasticml.loadtester.agent;

import java.time.Duration;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import org.elasticml.core.workload.Arrivals;
import org.elasticml.core.workload.Workload;
import org.elasticml.loadtester.measure.Answer;
import org.elasticml.loadtester.measure.Outcome;
import org.elasticml.loadtester.photo.Photo;
import org.elasticml.loadtester.photo.Photos;
import org.elasticml.loadtester.send.Schedule;
import org.elasticml.loadtester.send.Target;

/** Plays a second to nobody, of which four fifths are over when it begins, so that an agent has loaded what it needs before its first request is due. */
final class Rehearsal implements Target {
    private static final Schedule SCHEDULE = new Schedule(Workload.of(1000), Arrivals.UNIFORM, 1);

    private static final long OVER_NANOS = 800_000_000;

    private static final Answer FINE = new Answer(
            200,
            Outcome.SUCCEEDED,
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            OptionalInt.empty(),
            Optional.empty());

    static void play(Photos photos) throws InterruptedException, ExecutionException {
        new PlayedShare(new Order.Play(SCHEDULE, new Share(0, 1)), new Rehearsal(), photos, Duration.ZERO, () -> true)
                .play(System.nanoTime() - OVER_NANOS, Message::encoded);
    }

    @Override
    public CompletionStage<Void> check() {
        return CompletableFuture.completedFuture(null);
    }

    @Override
    public CompletionStage<Answer> send(Photo photo, Runnable onWritten) {
        onWritten.run();
        return CompletableFuture.completedFuture(FINE);
    }

    @Override
    public void close() {}
}
