package org.elasticml.dispatcher.service;

import java.util.OptionalLong;
import org.elasticml.core.queue.Priority;

/** One request's way, for whoever writes it down. Written by the door and by {@link Dispatch}, read when it has ended. */
public final class RequestTrace {
    private static final long NEVER = -1;

    private final String id;
    private volatile String apiKey;
    private volatile Priority priority;
    private volatile String replica;
    private volatile int attempts;
    private volatile long waitedNanos = NEVER;
    private volatile long servedNanos = NEVER;

    /**
     * @param id as the client knows the request
     */
    public RequestTrace(String id) {
        this.id = id;
    }

    public String id() {
        return id;
    }

    /** The name of the key that it showed; null without one that is known. */
    public String apiKey() {
        return apiKey;
    }

    public void apiKey(String name) {
        apiKey = name;
    }

    /** Null if its headers could not be read. */
    public Priority priority() {
        return priority;
    }

    public void priority(Priority read) {
        priority = read;
    }

    /** Where it was sent last; null if nowhere. */
    public String replica() {
        return replica;
    }

    /** How many times it was sent to a replica. */
    public int attempts() {
        return attempts;
    }

    /** From its first byte until it was sent last. */
    public OptionalLong waitedNanos() {
        return known(waitedNanos);
    }

    /** From then until the replica had answered or failed. */
    public OptionalLong servedNanos() {
        return known(servedNanos);
    }

    private static OptionalLong known(long nanos) {
        return nanos == NEVER ? OptionalLong.empty() : OptionalLong.of(nanos);
    }

    void sent(String to, int attempt, long afterNanos) {
        replica = to;
        attempts = attempt;
        waitedNanos = afterNanos;
        servedNanos = NEVER;
    }

    void served(long nanos) {
        servedNanos = nanos;
    }
}
