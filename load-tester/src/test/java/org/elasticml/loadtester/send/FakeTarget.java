package org.elasticml.loadtester.send;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.IntFunction;
import org.elasticml.loadtester.measure.Answer;
import org.elasticml.loadtester.photo.Photo;

/** A target in memory: what becomes of the n-th request, from 0, the test says. */
final class FakeTarget implements Target {
    final List<CompletableFuture<Answer>> sent = new ArrayList<>();
    private final IntFunction<CompletableFuture<Answer>> answers;

    FakeTarget(IntFunction<CompletableFuture<Answer>> answers) {
        this.answers = answers;
    }

    /** Answers when it is told to. */
    static FakeTarget holding() {
        return new FakeTarget(index -> new CompletableFuture<>());
    }

    /** Answers each well, so long after it was sent. */
    static FakeTarget answeringAfter(long nanos, VirtualClock clock) {
        return new FakeTarget(index -> {
            CompletableFuture<Answer> answer = new CompletableFuture<>();
            clock.at(clock.nanoTime() + nanos, () -> answer.complete(Fates.FINE));
            return answer;
        });
    }

    @Override
    public CompletionStage<Void> check() {
        return CompletableFuture.completedFuture(null);
    }

    @Override
    public CompletionStage<Answer> send(Photo photo, Runnable onWritten) {
        onWritten.run();
        CompletableFuture<Answer> answer = answers.apply(sent.size());
        sent.add(answer);
        return answer;
    }

    long inFlight() {
        return sent.stream().filter(answer -> !answer.isDone()).count();
    }

    @Override
    public void close() {}
}
