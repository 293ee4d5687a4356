package org.elasticml.bench.chaos;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Random;
import java.util.concurrent.ExecutionException;
import org.elasticml.bench.Say;
import org.elasticml.core.workload.Arrivals;
import org.elasticml.core.workload.Workload;
import org.elasticml.launcher.LaunchException;
import org.elasticml.loadtester.measure.Outcome;
import org.elasticml.loadtester.measure.Percentiles;
import org.elasticml.loadtester.measure.RequestRecord;
import org.elasticml.loadtester.photo.Photo;
import org.elasticml.loadtester.photo.PhotoOrder;
import org.elasticml.loadtester.photo.Photos;
import org.elasticml.loadtester.send.ClosedLoop;
import org.elasticml.loadtester.send.HttpTarget;
import org.elasticml.loadtester.send.OpenLoop;
import org.elasticml.loadtester.send.Recording;
import org.elasticml.loadtester.send.Run;
import org.elasticml.loadtester.send.Snapshot;
import org.elasticml.loadtester.send.TargetUrl;

/** Sends photos by the load tester's own sender. */
public final class Load {
    private static final Duration TIMEOUT = Duration.ofSeconds(20);
    private static final Duration TELL_EVERY = Duration.ofSeconds(10);
    private static final long SEED = 1;

    private final List<Photo> photos;

    public Load(List<Photo> photos) {
        this.photos = photos;
    }

    /** Something to be done in the middle of a run. */
    public record Event(double atSecond, Action action) {}

    @FunctionalInterface
    public interface Action {
        void run() throws LaunchException, InterruptedException;
    }

    /**
     * @param eventNanos when each event began, from the start of the run
     */
    public record Result(Recording recording, List<Long> eventNanos) {
        public List<RequestRecord> records() {
            return recording.records();
        }

        public double lagP99Millis() {
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
    public Result run(String url, double ratePerSecond, int seconds, List<Event> events)
            throws LaunchException, InterruptedException {
        double[] rates = new double[seconds];
        Arrays.fill(rates, ratePerSecond);
        List<Long> eventNanos = new ArrayList<>();
        try (HttpTarget target = new HttpTarget(TargetUrl.parse(url), TIMEOUT)) {
            PhotoOrder order = new PhotoOrder(new Photos(photos, ""), new Random(SEED));
            OpenLoop arrivals = new OpenLoop(Arrivals.POISSON.instantsNanos(Workload.of(rates), SEED));
            Run run = new Run(target, order, arrivals, TIMEOUT.plusSeconds(1));
            long startNanos = System.nanoTime();
            run.start();
            try {
                for (Event event : events) {
                    if (awaitEnd(run, startNanos + Math.round(event.atSecond() * 1e9))) {
                        throw new LaunchException("the load was over before all was done that was to be done under it");
                    }
                    eventNanos.add(System.nanoTime() - startNanos);
                    event.action().run();
                }
            } catch (LaunchException | InterruptedException e) {
                run.stop();
                throw e;
            }
            awaitEnd(run, Long.MAX_VALUE);
            return new Result(run.recording(), eventNanos);
        } catch (ExecutionException e) {
            throw new LaunchException("the load broke down: " + e.getCause(), e);
        }
    }

    /** Returns at that instant, or at the end of the run; says now and then how it goes. */
    private static boolean awaitEnd(Run run, long untilNanos) throws InterruptedException, ExecutionException {
        while (true) {
            long leftNanos = untilNanos == Long.MAX_VALUE ? Long.MAX_VALUE : untilNanos - System.nanoTime();
            if (leftNanos <= 0) {
                return false;
            }
            if (run.awaitEnd(Duration.ofNanos(Math.min(leftNanos, TELL_EVERY.toNanos())))) {
                return true;
            }
            Snapshot now = run.snapshot();
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
        long succeeded = keepInFlight(url, inFlight, seconds).records().stream()
                .filter(record -> record.is(Outcome.SUCCEEDED))
                .count();
        return succeeded / (double) seconds;
    }

    /** Keeps so many requests in flight, each followed by the next as soon as it ends. */
    public Result keepInFlight(String url, int inFlight, int seconds) {
        try (HttpTarget target = new HttpTarget(TargetUrl.parse(url), TIMEOUT)) {
            ClosedLoop loop =
                    new ClosedLoop(second -> inFlight, OptionalInt.empty(), Optional.of(Duration.ofSeconds(seconds)));
            PhotoOrder order = new PhotoOrder(new Photos(photos, ""), new Random(SEED));
            Run run = new Run(target, order, loop, TIMEOUT.plusSeconds(1));
            run.start();
            return new Result(run.recording(), List.of());
        }
    }
}
