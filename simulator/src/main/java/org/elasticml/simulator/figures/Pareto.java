package org.elasticml.simulator.figures;

import java.util.Comparator;
import java.util.List;

/** What is bought for a cost. */
public final class Pareto {
    /**
     * @param cost the less the better
     * @param value the more the better
     */
    public record Point(String name, double cost, double value) {
        private boolean beats(Point other) {
            return cost <= other.cost && value >= other.value && (cost < other.cost || value > other.value);
        }
    }

    private Pareto() {}

    /** Those that no other beats: none is both at most as dear and at least as good, and better in one. By cost. */
    public static List<Point> frontier(List<Point> points) {
        return points.stream()
                .filter(point -> points.stream().noneMatch(other -> other.beats(point)))
                .sorted(Comparator.comparingDouble(Point::cost))
                .toList();
    }
}
