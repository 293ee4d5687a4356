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
    private final boolean background;

    /** Where it waits, or waited last. */
    RequestQueue.Entry<Request<T>> entry;
    /** Names of the replicas it has failed on. */
    private Set<String> tried = Set.of();
    /** Of its attempts those that have not ended: mostly one. */
    private List<Assignment<T>> open = List.of();

    int attempts;
    boolean ended;

    /**
     * @param startNanos its first byte; what is in time counts from there
     * @param deadlineNanos when the answer is no longer wanted
     * @param key what it is routed by
     */
    public Request(T item, Priority priority, long startNanos, long deadlineNanos, long key) {
        this(item, priority, startNanos, deadlineNanos, key, false);
    }

    /**
     * @param background whether nobody waits for its answer: it lets those go first for whom somebody does
     */
    public Request(T item, Priority priority, long startNanos, long deadlineNanos, long key, boolean background) {
        this.item = item;
        this.priority = priority;
        this.startNanos = startNanos;
        this.deadlineNanos = deadlineNanos;
        this.key = key;
        this.background = background;
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

    public boolean background() {
        return background;
    }

    /** How often it was sent to a replica. */
    public int attempts() {
        return attempts;
    }

    Set<String> tried() {
        return tried;
    }

    void failedOn(String replica) {
        Set<String> more = new HashSet<>(tried);
        more.add(replica);
        tried = more;
    }

    /** Not to be changed; stays as it is when attempts begin or end. */
    List<Assignment<T>> open() {
        return open;
    }

    void begin(Assignment<T> attempt) {
        if (open.isEmpty()) {
            open = List.of(attempt);
        } else {
            open = new ArrayList<>(open);
            open.add(attempt);
        }
    }

    void end(Assignment<T> attempt) {
        if (open.size() == 1 && open.get(0) == attempt) {
            open = List.of();
        } else {
            open = open.stream().filter(other -> other != attempt).toList();
        }
    }
}
