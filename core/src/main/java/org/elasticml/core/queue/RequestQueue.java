package org.elasticml.core.queue;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
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
    private final List<TreeSet<Place<T>>> byPriority = new ArrayList<>();
    private final TreeSet<Place<T>> byDeadline =
            new TreeSet<>(Comparator.<Place<T>>comparingLong(place -> place.entry.deadlineNanos())
                    .thenComparingLong(place -> place.entry.sequence()));
    private final TreeSet<Place<T>> byPromotion =
            new TreeSet<>(Comparator.<Place<T>>comparingLong(place -> place.promotedNanos)
                    .thenComparingLong(place -> place.entry.sequence()));
    private final Map<Long, Place<T>> places = new HashMap<>();
    private long nextSequence;

    /** Where an entry stands. It is taken out of the sets before it changes. */
    private static final class Place<T> {
        private final Entry<T> entry;
        /** Of the priority that it counts as; 0 is the highest. */
        private int rank;
        /** When it moves up. */
        private long promotedNanos;

        private Place(Entry<T> entry, int rank, long promotedNanos) {
            this.entry = entry;
            this.rank = rank;
            this.promotedNanos = promotedNanos;
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
            byPriority.add(new TreeSet<>(byDeadline.comparator()));
        }
    }

    /** What waits, and its place. */
    public record Entry<T>(T item, Priority priority, long enqueuedNanos, long deadlineNanos, long sequence) {}

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
        Place<T> place = new Place<>(entry, entry.priority().ordinal(), entry.enqueuedNanos() + agingNanos);
        places.put(entry.sequence(), place);
        byDeadline.add(place);
        insert(place);
    }

    private void insert(Place<T> place) {
        byPriority.get(place.rank).add(place);
        if (place.rank > 0) {
            byPromotion.add(place);
        }
    }

    private void promote(long nowNanos) {
        while (!byPromotion.isEmpty() && byPromotion.first().promotedNanos - nowNanos <= 0) {
            Place<T> place = byPromotion.pollFirst();
            byPriority.get(place.rank).remove(place);
            place.rank--;
            place.promotedNanos += agingNanos;
            insert(place);
        }
    }

    /** Takes out the next to be served. */
    public Optional<Entry<T>> poll(long nowNanos) {
        promote(nowNanos);
        for (TreeSet<Place<T>> rank : byPriority) {
            if (!rank.isEmpty()) {
                Entry<T> entry = rank.first().entry;
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
        Place<T> place = places.remove(entry.sequence());
        if (place == null) {
            return false;
        }
        byDeadline.remove(place);
        byPriority.get(place.rank).remove(place);
        byPromotion.remove(place);
        return true;
    }

    /** Takes out all whose deadline is not after {@code nowNanos}, the longest overdue first. */
    public List<Entry<T>> expire(long nowNanos) {
        List<Entry<T>> expired = new ArrayList<>();
        while (!byDeadline.isEmpty() && byDeadline.first().entry.deadlineNanos() - nowNanos <= 0) {
            Entry<T> entry = byDeadline.first().entry;
            remove(entry);
            expired.add(entry);
        }
        return expired;
    }

    /** How many would leave before one that came now. */
    public int ahead(Priority priority, long nowNanos, long deadlineNanos) {
        promote(nowNanos);
        int ahead = 0;
        for (int rank = 0; rank < priority.ordinal(); rank++) {
            ahead += byPriority.get(rank).size();
        }
        TreeSet<Place<T>> equals = byPriority.get(priority.ordinal());
        if (equals.isEmpty() || equals.last().entry.deadlineNanos() - deadlineNanos <= 0) {
            return ahead + equals.size(); // the usual case: all have the same time, so the last comes last
        }
        Place<T> newcomer = new Place<>(new Entry<>(null, priority, nowNanos, deadlineNanos, nextSequence), 0, 0);
        return ahead + equals.headSet(newcomer).size();
    }

    public int size() {
        return places.size();
    }

    public boolean isEmpty() {
        return places.isEmpty();
    }

    public int capacity() {
        return capacity;
    }
}
