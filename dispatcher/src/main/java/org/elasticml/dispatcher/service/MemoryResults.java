package org.elasticml.dispatcher.service;

import io.vertx.core.buffer.Buffer;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import org.elasticml.web.ProblemException;

/**
 * Which requests are accepted, what they were answered with, and who waits for that, in memory and for many threads. Once
 * accepted, a request's result can be read until it expires: for want of room new ones are refused, none is dropped early.
 */
final class MemoryResults {
    /** What a result takes beside its text: its id, and its places here. */
    private static final int OVERHEAD_BYTES = 300;

    private final int capacity;
    private final long ttlNanos;
    private final long maxBytes;
    private final LongSupplier nanoClock;

    private final Map<String, Entry> entries = new HashMap<>();
    /** In the order in which they expire. */
    private final Queue<Entry> answered = new ArrayDeque<>();

    private final ResultWaiters waiters = new ResultWaiters();
    private long answeredBytes;

    private static final class Entry {
        final String id;
        /** Null until it is answered. */
        Buffer json;

        long answeredNanos;

        Entry(String id) {
            this.id = id;
        }

        ResultState state() {
            return json == null ? ResultState.Absent.PENDING : new ResultState.Answered(json);
        }

        int bytes() {
            return json.length() + OVERHEAD_BYTES;
        }
    }

    /**
     * @param capacity requests that may be accepted and not answered
     * @param ttl how long a result can be read, from when it was answered
     * @param maxBytes of results: when they take as much, no request is accepted; those that are may still add theirs
     */
    MemoryResults(int capacity, Duration ttl, long maxBytes, LongSupplier nanoClock) {
        this.capacity = capacity;
        this.ttlNanos = ttl.toNanos();
        this.maxBytes = maxBytes;
        this.nanoClock = nanoClock;
    }

    /**
     * Asked before a body is read.
     *
     * @throws ProblemException 503, if a request would not be accepted now
     */
    synchronized void requireRoom() {
        expire();
        if (entries.size() - answered.size() >= capacity) {
            throw Intake.tooManyUnanswered();
        }
        if (answeredBytes >= maxBytes) {
            throw new ProblemException(503, "too many results of asynchronous requests are kept", 1);
        }
    }

    /**
     * From now on the request is accepted.
     *
     * @throws ProblemException 503
     */
    synchronized void accept(String id) {
        requireRoom();
        entries.put(id, new Entry(id));
    }

    /** What was accepted is not, after all; nobody has been told its id. */
    synchronized void withdraw(String id) {
        entries.remove(id);
    }

    /** An accepted request is answered, which happens once; those who wait for it are told. */
    void answer(String id, Buffer json) {
        synchronized (this) {
            Entry entry = entries.get(id);
            entry.json = json;
            entry.answeredNanos = nanoClock.getAsLong();
            answered.add(entry);
            answeredBytes += entry.bytes();
        }
        waiters.tell(id, new ResultState.Answered(json));
    }

    /** What is known now; empty if nothing is, since it expired or never was. */
    synchronized Optional<ResultState> state(String id) {
        expire();
        return Optional.ofNullable(entries.get(id)).map(Entry::state);
    }

    /** The same; while it is pending, the waiter is told of the answer, once, unless it leaves before. */
    synchronized Optional<ResultState> await(String id, Consumer<ResultState> waiter) {
        Optional<ResultState> state = state(id);
        if (state.equals(Optional.of(ResultState.Absent.PENDING))) {
            waiters.add(id, waiter);
        }
        return state;
    }

    /** Ends {@link #await}, if it has not ended. */
    void leave(String id, Consumer<ResultState> waiter) {
        waiters.leave(id, waiter);
    }

    /** How many wait for an answer. */
    int waiters() {
        return waiters.size();
    }

    /** Forgets the results whose time is over. To be called now and again, so that they do not stay for want of callers. */
    synchronized void expire() {
        long now = nanoClock.getAsLong();
        while (!answered.isEmpty() && now - answered.element().answeredNanos >= ttlNanos) {
            Entry gone = answered.remove();
            entries.remove(gone.id);
            answeredBytes -= gone.bytes();
        }
    }
}
