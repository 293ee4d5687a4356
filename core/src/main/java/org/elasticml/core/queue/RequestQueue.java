package org.elasticml.core.queue;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;

/**
 * A queue ordered by priority, then deadline, then arrival. Who can't be served in time any more lets those of the
 * same priority go first who still can: else one burst would make all who come after it late as well. Who has waited for
 * the aging time counts as of the next higher priority from then on, so that nobody starves. Each operation costs
 * O(log n), except that {@link #ahead} counts. Not thread-safe: its owner holds a lock or is a single thread. Instants are
 * nanoseconds on any one clock that does not go back.
 *
 * <p>Among requests that take equally long, serving those first that can be in time, by the instant until which they can,
 * makes the fewest late (J. M. Moore, "An n job, one machine sequencing algorithm for minimizing the number of late
 * jobs", Management Science 15, 1968).
 *
 * @param <T> what waits
 */
public final class RequestQueue<T> {
    private final long agingNanos;
    /** By deadline, then arrival. */
    private final List<TreeSet<Entry<T>>> byPriority = new ArrayList<>();
    /** Those that were found to be late, likewise. */
    private final List<TreeSet<Entry<T>>> lateByPriority = new ArrayList<>();

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
        private final long dueNanos;
        private final long deadlineNanos;
        private final long sequence;
        private boolean waits;
        private boolean late;
        /** Of the priority that it counts as; 0 is the highest. Changes only while it is in none of the sets. */
        private int rank;
        /** When it moves up. Changes only while it is in none of the sets. */
        private long promotedNanos;

        private Entry(T item, Priority priority, long enqueuedNanos, long dueNanos, long deadlineNanos, long sequence) {
            this.item = item;
            this.priority = priority;
            this.enqueuedNanos = enqueuedNanos;
            this.dueNanos = dueNanos;
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
     * @param agingNanos after how long one counts as of the next higher priority, at least 1
     * @throws IllegalArgumentException if it is less
     */
    public RequestQueue(long agingNanos) {
        if (agingNanos < 1) {
            throw new IllegalArgumentException("a queue's aging time is at least 1, not " + agingNanos);
        }
        this.agingNanos = agingNanos;
        for (int rank = 0; rank < Priority.values().length; rank++) {
            byPriority.add(new TreeSet<>(Entry::compareDeadline));
            lateByPriority.add(new TreeSet<>(Entry::compareDeadline));
        }
    }

    /**
     * Takes the item in. How many may wait is for its caller to say.
     *
     * @param dueNanos until when it is to be served to be in time
     * @param deadlineNanos until when it is to be served at all
     */
    public Entry<T> add(T item, Priority priority, long nowNanos, long dueNanos, long deadlineNanos) {
        Entry<T> entry = new Entry<>(item, priority, nowNanos, dueNanos, deadlineNanos, nextSequence++);
        restore(entry);
        return entry;
    }

    /** Puts back what was taken before, in its old place. */
    public void restore(Entry<T> entry) {
        entry.rank = entry.priority.ordinal();
        entry.promotedNanos = entry.enqueuedNanos + agingNanos;
        entry.waits = true;
        size++;
        insert(entry);
    }

    private void insert(Entry<T> entry) {
        sorted(entry).add(entry);
        if (entry.rank > 0) {
            byPromotion.add(entry);
        }
    }

    private TreeSet<Entry<T>> sorted(Entry<T> entry) {
        return (entry.late ? lateByPriority : byPriority).get(entry.rank);
    }

    /** Of a priority, lets those that are late and would be next go behind the others. */
    private void letLateYield(int rank, long nowNanos) {
        TreeSet<Entry<T>> all = byPriority.get(rank);
        while (!all.isEmpty() && all.first().dueNanos - nowNanos < 0) {
            Entry<T> entry = all.pollFirst();
            entry.late = true;
            lateByPriority.get(rank).add(entry);
        }
    }

    private void promote(long nowNanos) {
        while (!byPromotion.isEmpty() && byPromotion.first().promotedNanos - nowNanos <= 0) {
            Entry<T> entry = byPromotion.pollFirst();
            sorted(entry).remove(entry);
            entry.rank--;
            entry.promotedNanos += agingNanos;
            insert(entry);
        }
    }

    /** Takes out the next to be served. */
    public Optional<Entry<T>> poll(long nowNanos) {
        promote(nowNanos);
        for (int rank = 0; rank < byPriority.size(); rank++) {
            letLateYield(rank, nowNanos);
            TreeSet<Entry<T>> next = byPriority.get(rank).isEmpty() ? lateByPriority.get(rank) : byPriority.get(rank);
            if (!next.isEmpty()) {
                Entry<T> entry = next.first();
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
        sorted(entry).remove(entry);
        if (entry.rank > 0) {
            byPromotion.remove(entry);
        }
        return true;
    }

    /** Takes out all whose deadline is not after {@code nowNanos}, the longest overdue first. */
    public List<Entry<T>> expire(long nowNanos) {
        List<Entry<T>> expired = new ArrayList<>();
        for (List<TreeSet<Entry<T>>> ranks : List.of(byPriority, lateByPriority)) {
            for (TreeSet<Entry<T>> rank : ranks) {
                while (!rank.isEmpty() && rank.first().deadlineNanos - nowNanos <= 0) {
                    Entry<T> entry = rank.first();
                    remove(entry);
                    expired.add(entry);
                }
            }
        }
        expired.sort(Entry::compareDeadline);
        return expired;
    }

    /** Takes out all that were found to be late, the first to expire first. */
    public List<Entry<T>> shed(long nowNanos) {
        List<Entry<T>> late = new ArrayList<>();
        for (int rank = 0; rank < byPriority.size(); rank++) {
            letLateYield(rank, nowNanos);
            late.addAll(lateByPriority.get(rank));
        }
        late.forEach(this::remove);
        late.sort(Entry::compareDeadline);
        return late;
    }

    /** How many would leave before one that came now and can be in time. */
    public int ahead(Priority priority, long nowNanos, long deadlineNanos) {
        promote(nowNanos);
        int ahead = 0;
        for (int rank = 0; rank < priority.ordinal(); rank++) {
            ahead += byPriority.get(rank).size() + lateByPriority.get(rank).size();
        }
        letLateYield(priority.ordinal(), nowNanos);
        TreeSet<Entry<T>> equals = byPriority.get(priority.ordinal());
        if (equals.isEmpty() || equals.last().deadlineNanos - deadlineNanos <= 0) {
            return ahead + equals.size(); // the usual case: all have the same time, so the last comes last
        }
        Entry<T> newcomer = new Entry<>(null, priority, nowNanos, deadlineNanos, deadlineNanos, nextSequence);
        return ahead + equals.headSet(newcomer).size();
    }

    public int size() {
        return size;
    }

    public boolean isEmpty() {
        return size == 0;
    }
}
