package org.elasticml.bench.chaos;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.elasticml.bench.Say;
import org.elasticml.core.workload.Arrivals;
import org.elasticml.core.workload.Workload;
import org.elasticml.launcher.LaunchException;
import org.elasticml.loadtester.measure.Percentiles;
import org.elasticml.loadtester.measure.RequestRecord;
import org.elasticml.loadtester.photo.Photo;
import org.elasticml.loadtester.photo.PhotoOrder;
import org.elasticml.loadtester.photo.Photos;
import org.elasticml.loadtester.send.HttpTarget;
import org.elasticml.loadtester.send.Recording;
import org.elasticml.loadtester.send.Replay;
import org.elasticml.loadtester.send.Snapshot;
import org.elasticml.loadtester.send.TargetUrl;

/** Sends photos by the load tester's own sender. */
final class Load {
    private static final Duration TIMEOUT = Duration.ofSeconds(20);
    private static final Duration TELL_EVERY = Duration.ofSeconds(10);
    private static final long SEED = 1;

    private final List<Photo> photos;

    Load(List<Photo> photos) {
        this.photos = photos;
    }

    /** Something to be done in the middle of a run. */
    record Event(double atSecond, Action action) {}

    @FunctionalInterface
    interface Action {
        void run() throws LaunchException, InterruptedException;
    }

    /**
     * @param eventNanos when each event began, from the start of the run
     */
    record Run(Recording recording, List<Long> eventNanos) {
        List<RequestRecord> records() {
            return recording.records();
        }

        double lagP99Millis() {
            return Percentiles.of(records().stream()
                            .flatMapToLong(record -> record.lagNanos().stream())
                            .toArray())
                    .millis(99)
                    .orElse(Double.NaN);
        }
    }

    /**
     * Poisson arrivals at that rate, whatever becomes of the requests.
     *
     * @param events in their order; one that takes long delays those after it
     * @throws LaunchException if an event failed, or was not reached
     */
    Run run(String url, double ratePerSecond, int seconds, List<Event> events)
            throws LaunchException, InterruptedException {
        double[] rates = new double[seconds];
        Arrays.fill(rates, ratePerSecond);
        List<Long> eventNanos = new ArrayList<>();
        try (HttpTarget target = new HttpTarget(TargetUrl.parse(url), TIMEOUT)) {
            PhotoOrder order = new PhotoOrder(new Photos(photos, ""), new Random(SEED));
            Replay replay = new Replay(target, order, TIMEOUT.plusSeconds(1));
            long startNanos = System.nanoTime();
            replay.start(Arrivals.POISSON.instantsNanos(Workload.of(rates), SEED));
            try {
                for (Event event : events) {
                    if (awaitEnd(replay, startNanos + Math.round(event.atSecond() * 1e9))) {
                        throw new LaunchException("the load was over before all was done that was to be done under it");
                    }
                    eventNanos.add(System.nanoTime() - startNanos);
                    event.action().run();
                }
            } catch (LaunchException | InterruptedException e) {
                replay.stop();
                throw e;
            }
            awaitEnd(replay, Long.MAX_VALUE);
            return new Run(replay.recording(), eventNanos);
        } catch (ExecutionException e) {
            throw new LaunchException("the load broke down: " + e.getCause(), e);
        }
    }

    /** Returns at that instant, or at the end of the run; says now and then how it goes. */
    private static boolean awaitEnd(Replay replay, long untilNanos) throws InterruptedException, ExecutionException {
        while (true) {
            long leftNanos = untilNanos == Long.MAX_VALUE ? Long.MAX_VALUE : untilNanos - System.nanoTime();
            if (leftNanos <= 0) {
                return false;
            }
            if (replay.awaitEnd(Duration.ofNanos(Math.min(leftNanos, TELL_EVERY.toNanos())))) {
                return true;
            }
            Snapshot now = replay.snapshot();
            if (leftNanos > TELL_EVERY.toNanos()) {
                Say.line(
                        "%.0f s: %d sent, %d in flight, %d refused, %d failed, p99 of the last 5 s %.0f ms",
                        now.nanos() / 1e9,
                        now.written(),
                        now.inFlight(),
                        now.refused(),
                        now.failed(),
                        now.recent().millis(99).orElse(Double.NaN));
            }
        }
    }

    /**
     * Keeps so many requests in flight.
     *
     * @return how many succeeded, a second
     */
    double closedLoop(String url, int inFlight, int seconds) {
        AtomicInteger succeeded = new AtomicInteger();
        long startNanos = System.nanoTime();
        try (HttpTarget target = new HttpTarget(TargetUrl.parse(url), TIMEOUT)) {
            CompletableFuture<?>[] lines = IntStream.range(0, inFlight)
                    .mapToObj(line -> {
                        CompletableFuture<Void> end = new CompletableFuture<>();
                        again(target, line, startNanos + seconds * 1_000_000_000L, succeeded, end);
                        return end;
                    })
                    .toArray(CompletableFuture[]::new);
            CompletableFuture.allOf(lines).join();
        }
        return succeeded.get() / ((System.nanoTime() - startNanos) / 1e9);
    }

    private void again(
            HttpTarget target, int line, long endNanos, AtomicInteger succeeded, CompletableFuture<Void> end) {
        target.send(photos.get(line % photos.size()), () -> {}).whenComplete((answer, failure) -> {
            if (answer.succeeded()) {
                succeeded.incrementAndGet();
            }
            if (System.nanoTime() - endNanos < 0) {
                again(target, line, endNanos, succeeded, end);
            } else {
                end.complete(null);
            }
        });
    }
}
