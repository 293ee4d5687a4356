package org.elasticml.loadtester.send;

import java.util.Comparator;
import java.util.PriorityQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.LongSupplier;
import org.elasticml.loadtester.measure.Answer;

/** One server in virtual time, first come, first served: what a generator sends to it is answered well, when it is served. */
public final class SimulatedQueue implements LoadGenerator.Shooter {
    private final LongSupplier serviceNanos;
    private final PriorityQueue<Departure> departures = new PriorityQueue<>(Comparator.comparingLong(Departure::nanos));
    private long nowNanos;
    private long freeNanos;
    private int sent;

    private record Departure(long nanos, CompletableFuture<Answer> answer) {}

    public SimulatedQueue(LongSupplier serviceNanos) {
        this.serviceNanos = serviceNanos;
    }

    public int sent() {
        return sent;
    }

    @Override
    public long nowNanos() {
        return nowNanos;
    }

    @Override
    public boolean awaitUntil(long nanos) {
        while (!departures.isEmpty() && departures.peek().nanos() <= nanos) {
            Departure next = departures.poll();
            nowNanos = next.nanos();
            next.answer().complete(Fates.FINE);
        }
        nowNanos = Math.max(nowNanos, nanos);
        return true;
    }

    @Override
    public boolean isStopped() {
        return false;
    }

    @Override
    public CompletionStage<Answer> fire(long intendedNanos) {
        sent++;
        freeNanos = Math.max(freeNanos, intendedNanos) + serviceNanos.getAsLong();
        CompletableFuture<Answer> answer = new CompletableFuture<>();
        departures.add(new Departure(freeNanos, answer));
        return answer;
    }
}
