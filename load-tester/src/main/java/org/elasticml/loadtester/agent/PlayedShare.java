package org.elasticml.loadtester.agent;

import java.time.Duration;
import java.util.PrimitiveIterator;
import java.util.Random;
import java.util.concurrent.ExecutionException;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.HdrHistogram.Histogram;
import org.elasticml.loadtester.measure.LatencyHistogram;
import org.elasticml.loadtester.measure.RequestLog;
import org.elasticml.loadtester.photo.PhotoOrder;
import org.elasticml.loadtester.photo.Photos;
import org.elasticml.loadtester.send.NanoClock;
import org.elasticml.loadtester.send.OpenLoop;
import org.elasticml.loadtester.send.Recording;
import org.elasticml.loadtester.send.Run;
import org.elasticml.loadtester.send.Snapshot;
import org.elasticml.loadtester.send.Target;

/** An agent's share of a run: sends it, and tells how it goes. */
final class PlayedShare {
    private static final Duration TELL_EVERY = Duration.ofSeconds(1);
    private static final int ROWS_AT_A_TIME = 10_000;

    private final Order.Play play;
    private final BooleanSupplier coordinatorIsThere;
    private final Run run;
    /** Requests whose latencies have been told. */
    private int told;

    /**
     * @param coordinatorIsThere asked before each request: an agent that was stopped itself, and goes on when its run has long been
     *     given up, must not catch up with it
     */
    PlayedShare(Order.Play play, Target target, Photos photos, Duration timeout, BooleanSupplier coordinatorIsThere) {
        this(play, target, photos, timeout, coordinatorIsThere, NanoClock.SYSTEM);
    }

    PlayedShare(
            Order.Play play,
            Target target,
            Photos photos,
            Duration timeout,
            BooleanSupplier coordinatorIsThere,
            NanoClock clock) {
        this.coordinatorIsThere = coordinatorIsThere;
        this.play = play;
        PhotoOrder order = new PhotoOrder(photos, new Random(play.schedule().seed()));
        run = new Run(
                target,
                play.share().of(order),
                new OpenLoop(whileThere(play.share().of(play.schedule().instantsNanos()))),
                timeout.plus(Run.DRAIN_GRACE),
                clock);
    }

    private PrimitiveIterator.OfLong whileThere(PrimitiveIterator.OfLong instants) {
        return new PrimitiveIterator.OfLong() {
            @Override
            public boolean hasNext() {
                if (!coordinatorIsThere.getAsBoolean()) {
                    run.stop(); // which makes it one that ended early
                    return false;
                }
                return instants.hasNext();
            }

            @Override
            public long nextLong() {
                return instants.nextLong();
            }
        };
    }

    /** Sends no more; may be called at any time, by any thread. */
    void stop() {
        run.stop();
    }

    /**
     * Returns when all has ended and been told.
     *
     * @param startNanos when it begins, as the clock tells it
     */
    void play(long startNanos, Consumer<Told> tell) throws InterruptedException, ExecutionException {
        run.startAt(startNanos);
        while (!run.awaitEnd(TELL_EVERY)) {
            tell.accept(going());
        }
        tell.accept(going());
        Recording recording = run.recording();
        RequestLog log = recording.records();
        for (int from = 0; from < log.size(); from += ROWS_AT_A_TIME) {
            tell.accept(new Told.Rows(RequestLog.of(log.subList(from, Math.min(log.size(), from + ROWS_AT_A_TIME)))));
        }
        tell.accept(new Told.Ended(recording.fired(), recording.endedEarly()));
    }

    private Told.Going going() {
        Snapshot now = run.snapshot();
        Histogram latencies = run.ended(log -> {
            Histogram fresh = LatencyHistogram.of(log, told);
            told = log.size();
            return fresh;
        });
        return new Told.Going(now.nanos(), now.written(), now.inFlight(), now.refused(), now.failed(), latencies);
    }

    /** So far. */
    int sent() {
        return run.snapshot().written();
    }

    @Override
    public String toString() {
        return "share " + (play.share().index() + 1) + " of " + play.share().of() + " of "
                + Math.round(play.schedule().rates().requests()) + " requests in "
                + play.schedule().rates().seconds() + " s";
    }
}
