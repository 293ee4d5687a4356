package org.elasticml.core.scale;

import java.util.ArrayDeque;
import java.util.Deque;

/** The highest number of replicas that was wanted in a window of time: what scaling down is stabilised by. */
final class HighestOf {
    private record Wanted(double seconds, int replicas) {}

    private final double longestSeconds;

    /** Only those that no later one reaches, so falling from first to last. */
    private final Deque<Wanted> highest = new ArrayDeque<>();

    /**
     * @param longestSeconds the longest window that will be asked for
     */
    HighestOf(double longestSeconds) {
        this.longestSeconds = longestSeconds;
    }

    void add(double now, int replicas) {
        while (!highest.isEmpty() && highest.getLast().replicas() <= replicas) {
            highest.removeLast();
        }
        highest.addLast(new Wanted(now, replicas));
        while (highest.size() > 1 && highest.getFirst().seconds() <= now - longestSeconds) {
            highest.removeFirst();
        }
    }

    /** The highest that is less than the window old, of a window of 0 s the last, when that was just added. */
    int within(double now, double windowSeconds) {
        return highest.stream()
                .filter(wanted -> wanted.seconds() > now - windowSeconds)
                .findFirst()
                .orElseGet(highest::getLast)
                .replicas();
    }

    /** Adds one and tells the highest of the longest window. */
    int with(double now, int replicas) {
        add(now, replicas);
        return highest.getFirst().replicas();
    }

    boolean isEmpty() {
        return highest.isEmpty();
    }

    void clear() {
        highest.clear();
    }
}
