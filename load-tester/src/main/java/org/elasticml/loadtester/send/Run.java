package org.elasticml.loadtester.send;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import java.util.function.Supplier;
import org.elasticml.loadtester.measure.Answer;
import org.elasticml.loadtester.measure.RequestLog;
import org.elasticml.loadtester.photo.Photo;

/**
 * One run. A thread of its own sends what a generator says, waits for the last answers, and ends what is then still open
 * as failed.
 *
 * <p>What is in flight is kept until it ends, some 8 KB each with its connection: of a target that never answers, as
 * many requests as are sent within its time limit, or as a closed loop has users. What has ended takes some 90 bytes.
 */
public final class Run implements OngoingRun {
    /**
     * How much longer than a request may take to wait for the last: so that the target's limit for each request, which names its
     * cause, comes before that of the run.
     */
    public static final Duration DRAIN_GRACE = Duration.ofSeconds(1);

    /** How long those in flight are waited for after {@link #stop}: who pressed Ctrl-C wants to go. */
    private static final Duration DRAIN_WHEN_STOPPED = Duration.ofSeconds(2);

    private static final long DRAIN_POLL_NANOS = 5_000_000;
    private static final Answer TOO_LATE = Answer.none("the run is over");

    private final Target target;
    private final Supplier<Photo> photos;
    private final LoadGenerator generator;
    private final Duration drain;
    private final NanoClock clock;
    private final Pacer pacer;
    private final Recorder recorder = new Recorder();
    private final CompletableFuture<Recording> end = new CompletableFuture<>();
    private volatile long startNanos;

    /**
     * @param photos asked for one photo a request
     * @param drain how long to wait for answers after the last request
     */
    public Run(Target target, Supplier<Photo> photos, LoadGenerator generator, Duration drain) {
        this(target, photos, generator, drain, NanoClock.SYSTEM);
    }

    /** The same, by another clock. */
    public Run(Target target, Supplier<Photo> photos, LoadGenerator generator, Duration drain, NanoClock clock) {
        this.target = target;
        this.photos = photos;
        this.generator = generator;
        this.drain = drain;
        this.clock = clock;
        pacer = new Pacer(clock);
    }

    @Override
    public void start() {
        startAt(clock.nanoTime());
    }

    /**
     * In place of {@link #start}: what it sends is due from that instant, before or after now.
     *
     * @param nanoTime as the clock, else {@link System#nanoTime}, tells it
     */
    public void startAt(long nanoTime) {
        startNanos = nanoTime;
        Thread thread = new Thread(this::run, "load");
        thread.setDaemon(true);
        thread.start();
    }

    @Override
    public void stop() {
        pacer.stop();
    }

    @Override
    public CompletableFuture<?> end() {
        return end;
    }

    @Override
    public Recording recording() {
        return end.join();
    }

    /** Looks at the requests that have ended by now, in the order in which they did; none ends meanwhile. */
    public <T> T ended(Function<RequestLog, T> look) {
        return recorder.ended(look);
    }

    @Override
    public Snapshot snapshot() {
        return recorder.snapshot(nowNanos());
    }

    private void run() {
        try {
            generator.generate(new Shots());
            boolean early = pacer.isStopped();
            drain();
            end.complete(new Recording(recorder.begun(), recorder.ended(), early));
        } catch (RuntimeException | OutOfMemoryError e) {
            end.completeExceptionally(e);
        }
    }

    private final class Shots implements LoadGenerator.Shooter {
        @Override
        public long nowNanos() {
            return Run.this.nowNanos();
        }

        @Override
        public boolean awaitUntil(long nanos) {
            return pacer.awaitUntil(startNanos + nanos);
        }

        @Override
        public boolean isStopped() {
            return pacer.isStopped();
        }

        @Override
        public CompletionStage<Answer> fire(long intendedNanos) {
            Photo photo = nextPhoto();
            return recorder.begin(photo, intendedNanos)
                    .map(sent -> send(photo, sent))
                    .orElseGet(() -> CompletableFuture.completedFuture(TOO_LATE));
        }

        private CompletionStage<Answer> send(Photo photo, Recorder.Sent sent) {
            return target.send(photo, () -> sent.written(nowNanos())).handle((answer, failure) -> {
                Answer end = failure == null ? answer : Answer.none(failure.toString());
                sent.end(end, nowNanos());
                return end;
            });
        }
    }

    private Photo nextPhoto() {
        synchronized (photos) {
            return photos.get();
        }
    }

    private void drain() {
        long since = clock.nanoTime();
        while (recorder.inFlight() > 0 && clock.nanoTime() - since < drainNanos()) {
            clock.parkNanos(DRAIN_POLL_NANOS);
        }
        recorder.close(Answer.none("no answer when the run ended"), nowNanos());
    }

    private long drainNanos() {
        Duration limit = pacer.isStopped() && DRAIN_WHEN_STOPPED.compareTo(drain) < 0 ? DRAIN_WHEN_STOPPED : drain;
        return limit.toNanos();
    }

    private long nowNanos() {
        return clock.nanoTime() - startNanos;
    }
}
