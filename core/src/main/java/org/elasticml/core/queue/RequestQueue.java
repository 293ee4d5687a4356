package org.elasticml.core.queue;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;

/**
 * A bounded queue ordered by priority, then deadline, then arrival. Who has waited for the aging time counts as of the
 * next higher priority from then on, so that nobody starves. Each operation costs O(log n), except that {@link #ahead}
 * counts. Not thread-safe: its owner holds a lock or is a single thread. Instants are nanoseconds on any one clock that
 * does not go back.
 *
 * @param <T> what waits
 */
public final class RequestQueue<T> {
    private final int capacity;
    private final long agingNanos;
    /** By deadline, then arrival. */
    private final List<TreeSet<Entry<T>>> byPriority = new ArrayList<>();

    private final TreeSet<Entry<T>> byPromotion = new TreeSet<>((a, b) -> {
        int promoted = Long.compare(a.promotedNanos, b.promotedNanos);
        return promoted == 0 ? Long.compare(a.sequence, b.sequence) : promoted;
    });
    private int size;
    private long nextSequence;

    /** What waits, or waited, and its place. */
    public static final class Entry<T> {
        private final T item;
        private final Priority priority;
        private final long enqueuedNanos;
        private final long deadlineNanos;
        private final long sequence;
        private boolean waits;
        /** Of the priority that it counts as; 0 is the highest. Changes only while it is in none of the sets. */
        private int rank;
        /** When it moves up. Changes only while it is in none of the sets. */
        private long promotedNanos;

        private Entry(T item, Priority priority, long enqueuedNanos, long deadlineNanos, long sequence) {
            this.item = item;
            this.priority = priority;
            this.enqueuedNanos = enqueuedNanos;
            this.deadlineNanos = deadlineNanos;
            this.sequence = sequence;
        }

        public T item() {
            return item;
        }

        private int compareDeadline(Entry<T> other) {
            int deadline = Long.compare(deadlineNanos, other.deadlineNanos);
            return deadline == 0 ? Long.compare(sequence, other.sequence) : deadline;
        }
    }

    /**
     * @param capacity how many may wait, at least 1
     * @param agingNanos after how long one counts as of the next higher priority, at least 1
     * @throws IllegalArgumentException if one is less
     */
    public RequestQueue(int capacity, long agingNanos) {
        if (capacity < 1 || agingNanos < 1) {
            throw new IllegalArgumentException(
                    "a queue's capacity and aging time are at least 1, not " + capacity + " and " + agingNanos);
        }
        this.capacity = capacity;
        this.agingNanos = agingNanos;
        for (int rank = 0; rank < Priority.values().length; rank++) {
            byPriority.add(new TreeSet<>(Entry::compareDeadline));
        }
    }

    /** Takes the item in, unless the queue is full: then nothing. */
    public Optional<Entry<T>> offer(T item, Priority priority, long nowNanos, long deadlineNanos) {
        if (size() >= capacity) {
            return Optional.empty();
        }
        Entry<T> entry = new Entry<>(item, priority, nowNanos, deadlineNanos, nextSequence++);
        restore(entry);
        return Optional.of(entry);
    }

    /**
     * Puts back what was taken before, in its old place. The bound does not hold for it: it was let in once, and has
     * not been answered.
     */
    public void restore(Entry<T> entry) {
        entry.rank = entry.priority.ordinal();
        entry.promotedNanos = entry.enqueuedNanos + agingNanos;
        entry.waits = true;
        size++;
        insert(entry);
    }

    private void insert(Entry<T> entry) {
        byPriority.get(entry.rank).add(entry);
        if (entry.rank > 0) {
            byPromotion.add(entry);
        }
    }

    private void promote(long nowNanos) {
        while (!byPromotion.isEmpty() && byPromotion.first().promotedNanos - nowNanos <= 0) {
            Entry<T> entry = byPromotion.pollFirst();
            byPriority.get(entry.rank).remove(entry);
            entry.rank--;
            entry.promotedNanos += agingNanos;
            insert(entry);
        }
    }

    /** Takes out the next to be served. */
    public Optional<Entry<T>> poll(long nowNanos) {
        promote(nowNanos);
        for (TreeSet<Entry<T>> rank : byPriority) {
            if (!rank.isEmpty()) {
                Entry<T> entry = rank.first();
                remove(entry);
                return Optional.of(entry);
            }
        }
        return Optional.empty();
    }

    /**
     * Takes it out, wherever it stands.
     *
     * @return whether it was still there
     */
    public boolean remove(Entry<T> entry) {
        if (!entry.waits) {
            return false;
        }
        entry.waits = false;
        size--;
        byPriority.get(entry.rank).remove(entry);
        if (entry.rank > 0) {
            byPromotion.remove(entry);
        }
        return true;
    }

    /** Takes out all whose deadline is not after {@code nowNanos}, the longest overdue first. */
    public List<Entry<T>> expire(long nowNanos) {
        List<Entry<T>> expired = new ArrayList<>();
        for (TreeSet<Entry<T>> rank : byPriority) {
            while (!rank.isEmpty() && rank.first().deadlineNanos - nowNanos <= 0) {
                Entry<T> entry = rank.first();
                remove(entry);
                expired.add(entry);
            }
        }
        expired.sort(Entry::compareDeadline);
        return expired;
    }

    /** How many would leave before one that came now. */
    public int ahead(Priority priority, long nowNanos, long deadlineNanos) {
        promote(nowNanos);
        int ahead = 0;
        for (int rank = 0; rank < priority.ordinal(); rank++) {
            ahead += byPriority.get(rank).size();
        }
        TreeSet<Entry<T>> equals = byPriority.get(priority.ordinal());
        if (equals.isEmpty() || equals.last().deadlineNanos - deadlineNanos <= 0) {
            return ahead + equals.size(); // the usual case: all have the same time, so the last comes last
        }
        Entry<T> newcomer = new Entry<>(null, priority, nowNanos, deadlineNanos, nextSequence);
        return ahead + equals.headSet(newcomer).size();
    }

    public int size() {
        return size;
    }

    public boolean isEmpty() {
        return size == 0;
    }

    public int capacity() {
        return capacity;
    }
}
