package org.elasticml.core.dispatch;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.elasticml.core.queue.Priority;
import org.elasticml.core.queue.RequestQueue;

/**
 * A request on its way through a {@link Dispatching}, whose alone it is to change.
 *
 * @param <T> what the caller knows it by
 */
public final class Request<T> {
    private final T item;
    private final Priority priority;
    private final long startNanos;
    private final long deadlineNanos;
    private final long key;

    /** Where it waits, or waited last. */
    RequestQueue.Entry<Request<T>> entry;
    /** Names of the replicas it has failed on. */
    final Set<String> tried = new HashSet<>();
    /** Of its attempts those that have not ended. */
    final List<Assignment<T>> open = new ArrayList<>();

    int attempts;
    boolean ended;

    /**
     * @param startNanos its first byte; what is in time counts from there
     * @param deadlineNanos when the answer is no longer wanted
     * @param key what it is routed by
     */
    public Request(T item, Priority priority, long startNanos, long deadlineNanos, long key) {
        this.item = item;
        this.priority = priority;
        this.startNanos = startNanos;
        this.deadlineNanos = deadlineNanos;
        this.key = key;
    }

    public T item() {
        return item;
    }

    public Priority priority() {
        return priority;
    }

    public long startNanos() {
        return startNanos;
    }

    public long deadlineNanos() {
        return deadlineNanos;
    }

    long key() {
        return key;
    }

    /** How often it was sent to a replica. */
    public int attempts() {
        return attempts;
    }
}
