package org.elasticml.core.queue;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;

/**
 * A bounded queue ordered by priority, then deadline, then arrival. Each operation costs O(log n). Not thread-safe:
 * its owner holds a lock or is a single thread. Instants are nanoseconds on any one clock that does not go back.
 *
 * @param <T> what waits
 */
public final class RequestQueue<T> {
    private static final Comparator<Entry<?>> BY_DEADLINE =
            Comparator.<Entry<?>>comparingLong(Entry::deadlineNanos).thenComparingLong(Entry::sequence);
    private static final Comparator<Entry<?>> BY_ORDER =
            Comparator.<Entry<?>, Priority>comparing(Entry::priority).thenComparing(BY_DEADLINE);

    private final int capacity;
    private final TreeSet<Entry<T>> byOrder = new TreeSet<>(BY_ORDER);
    private final TreeSet<Entry<T>> byDeadline = new TreeSet<>(BY_DEADLINE);
    private long nextSequence;

    /**
     * @param capacity how many may wait, at least 1
     * @throws IllegalArgumentException if it is less
     */
    public RequestQueue(int capacity) {
        if (capacity < 1) {
            throw new IllegalArgumentException("a queue's capacity is at least 1, not " + capacity);
        }
        this.capacity = capacity;
    }

    /** What waits, and its place. */
    public record Entry<T>(T item, Priority priority, long enqueuedNanos, long deadlineNanos, long sequence) {}

    /** Takes the item in, unless the queue is full: then nothing. */
    public Optional<Entry<T>> offer(T item, Priority priority, long nowNanos, long deadlineNanos) {
        if (size() >= capacity) {
            return Optional.empty();
        }
        Entry<T> entry = new Entry<>(item, priority, nowNanos, deadlineNanos, nextSequence++);
        insert(entry);
        return Optional.of(entry);
    }

    /**
     * Puts back what was taken before, in its old place. The bound does not hold for it: it was let in once, and has
     * not been answered.
     */
    public void restore(Entry<T> entry) {
        insert(entry);
    }

    private void insert(Entry<T> entry) {
        byOrder.add(entry);
        byDeadline.add(entry);
    }

    /** Takes out the next to be served. */
    public Optional<Entry<T>> poll() {
        Entry<T> first = byOrder.pollFirst();
        if (first != null) {
            byDeadline.remove(first);
        }
        return Optional.ofNullable(first);
    }

    /** Takes out all whose deadline is not after {@code nowNanos}, the longest overdue first. */
    public List<Entry<T>> expire(long nowNanos) {
        List<Entry<T>> expired = new ArrayList<>();
        while (!byDeadline.isEmpty() && byDeadline.first().deadlineNanos() - nowNanos <= 0) {
            Entry<T> entry = byDeadline.pollFirst();
            byOrder.remove(entry);
            expired.add(entry);
        }
        return expired;
    }

    public int size() {
        return byOrder.size();
    }

    public boolean isEmpty() {
        return byOrder.isEmpty();
    }

    public int capacity() {
        return capacity;
    }
}
