package org.elasticml.core.scale;

import java.util.ArrayDeque;
import java.util.Deque;

/** How fast a total grew over windows of time that end now. */
final class Averages {
    private record Point(double seconds, double total) {}

    private final double longestSeconds;
    private final Deque<Point> points = new ArrayDeque<>();

    Averages(double longestSeconds) {
        this.longestSeconds = longestSeconds;
    }

    void add(double seconds, double total) {
        points.addLast(new Point(seconds, total));
        double start = seconds - longestSeconds;
        while (points.size() > 2 && secondOldest().seconds() <= start) {
            points.removeFirst();
        }
    }

    private Point secondOldest() {
        var oldest = points.iterator();
        oldest.next();
        return oldest.next();
    }

    boolean isKnown() {
        return points.size() > 1;
    }

    /** A second, over the window, or over all that is known if that is shorter. */
    double perSecond(double windowSeconds) {
        Point last = points.getLast();
        Point first = points.getFirst();
        for (Point point : points) {
            if (point.seconds() > last.seconds() - windowSeconds) {
                break;
            }
            first = point;
        }
        return (last.total() - first.total()) / (last.seconds() - first.seconds());
    }

    void clear() {
        points.clear();
    }
}
