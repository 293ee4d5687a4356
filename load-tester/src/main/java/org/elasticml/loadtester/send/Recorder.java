package org.elasticml.loadtester.send;

import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.elasticml.loadtester.measure.Answer;
import org.elasticml.loadtester.measure.Outcome;
import org.elasticml.loadtester.measure.Percentiles;
import org.elasticml.loadtester.measure.RequestLog;
import org.elasticml.loadtester.measure.RequestRecord;
import org.elasticml.loadtester.photo.Photo;

/**
 * Keeps what is in flight and what has ended. A request leaves the first for the second once, whoever ends it first:
 * its answer, or the end of the run. Instants are nanoseconds from the start of the run. Thread-safe.
 */
final class Recorder {
    private static final long RECENT_NANOS = 5_000_000_000L;
    /** Whoever looks at the run must not keep those who end requests waiting. */
    private static final int MAX_RECENT = 20_000;

    private static final long NEVER = -1;

    private final Set<Sent> inFlight = ConcurrentHashMap.newKeySet();
    private final RequestLog ended = new RequestLog();
    private final AtomicInteger written = new AtomicInteger();
    private int begun;
    private boolean closed;
    private int refused;
    private int failed;

    /** A request on its way; equal to itself only. */
    final class Sent {
        private final Photo photo;
        private final long intendedNanos;
        private volatile long writtenNanos = NEVER;

        private Sent(Photo photo, long intendedNanos) {
            this.photo = photo;
            this.intendedNanos = intendedNanos;
        }

        void written(long nowNanos) {
            writtenNanos = nowNanos;
            written.incrementAndGet();
        }

        /** Only the first call counts. */
        void end(Answer answer, long nowNanos) {
            long sentNanos = writtenNanos;
            RequestRecord record = new RequestRecord(
                    intendedNanos,
                    sentNanos == NEVER ? OptionalLong.empty() : OptionalLong.of(sentNanos),
                    Math.max(nowNanos, sentNanos), // the end of the run may have been read off the clock before
                    photo.name(),
                    photo.trueLabel(),
                    photo.body().length(),
                    answer);
            // Under one lock: who sees nothing in flight must find all of it among the ended.
            synchronized (ended) {
                if (inFlight.remove(this)) {
                    add(record);
                }
            }
        }
    }

    /** Empty once {@link #close closed}. */
    Optional<Sent> begin(Photo photo, long intendedNanos) {
        Sent sent = new Sent(photo, intendedNanos);
        synchronized (ended) {
            if (closed) {
                return Optional.empty();
            }
            begun++;
            inFlight.add(sent);
        }
        return Optional.of(sent);
    }

    /** Ends whatever is still in flight, and takes no more. */
    void close(Answer answer, long nowNanos) {
        synchronized (ended) {
            closed = true;
        }
        inFlight.forEach(sent -> sent.end(answer, nowNanos));
    }

    private void add(RequestRecord record) {
        ended.add(record);
        if (record.is(Outcome.REFUSED)) {
            refused++;
        } else if (record.is(Outcome.FAILED)) {
            failed++;
        }
    }

    /** In the order in which they ended; all of them, once none is in flight. */
    RequestLog ended() {
        synchronized (ended) {
            return ended;
        }
    }

    <T> T ended(Function<RequestLog, T> look) {
        synchronized (ended) {
            return look.apply(ended);
        }
    }

    int begun() {
        synchronized (ended) {
            return begun;
        }
    }

    int inFlight() {
        return inFlight.size();
    }

    Snapshot snapshot(long nowNanos) {
        int refusedNow;
        int failedNow;
        long[] recent;
        synchronized (ended) {
            refusedNow = refused;
            failedNow = failed;
            recent = recent(nowNanos);
        }
        return new Snapshot(nowNanos, written.get(), inFlight(), refusedNow, failedNow, Percentiles.of(recent));
    }

    private long[] recent(long nowNanos) {
        int first = Math.max(0, ended.size() - MAX_RECENT);
        int from = ended.size();
        while (from > first && ended.finishedNanos(from - 1) > nowNanos - RECENT_NANOS) {
            from--;
        }
        return IntStream.range(from, ended.size())
                .filter(row -> ended.outcome(row) == Outcome.SUCCEEDED)
                .mapToLong(ended::latencyNanos)
                .toArray();
    }
}
