package org.elasticml.autoscaler.service;

import java.util.ArrayDeque;
import java.util.Deque;

/** Arrivals a second over the last ten seconds, to be shown. */
final class ArrivalRate {
    private static final double WINDOW_SECONDS = 10;

    private record Point(double seconds, double total) {}

    private final Deque<Point> points = new ArrayDeque<>();

    void add(double seconds, double total) {
        points.addLast(new Point(seconds, total));
        while (points.getFirst().seconds() < seconds - WINDOW_SECONDS) {
            points.removeFirst();
        }
    }

    /** Null until there are two points. */
    Double perSecond() {
        if (points.size() < 2) {
            return null;
        }
        Point first = points.getFirst();
        Point last = points.getLast();
        return (last.total() - first.total()) / (last.seconds() - first.seconds());
    }
}
