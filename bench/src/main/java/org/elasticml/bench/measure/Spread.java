package org.elasticml.bench.measure;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** What repeated measurements of one thing gave, in its unit. */
public record Spread(double median, double min, double max) {
    /**
     * @param values at least one
     */
    public static Spread of(List<Double> values) {
        if (values.isEmpty()) {
            throw new IllegalArgumentException("nothing was measured");
        }
        double[] sorted =
                values.stream().mapToDouble(Double::doubleValue).sorted().toArray();
        int middle = sorted.length / 2;
        double median = sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
        return new Spread(median, sorted[0], sorted[sorted.length - 1]);
    }

    /**
     * How many times as much one was as the other, round by round: what slows a whole round down cancels out.
     *
     * @param ours one value a round
     * @param theirs of the same rounds, in the same order
     */
    public static Spread ofRatios(List<Double> ours, List<Double> theirs) {
        if (ours.size() != theirs.size()) {
            throw new IllegalArgumentException(ours.size() + " rounds can't be compared with " + theirs.size());
        }
        Double[] ratios = new Double[ours.size()];
        Arrays.setAll(ratios, i -> ours.get(i) / theirs.get(i));
        return of(Arrays.asList(ratios));
    }

    /** As in {@code 36.2 (33.0 to 37.1)}. */
    public String text(int decimals) {
        String number = "%." + decimals + "f";
        return String.format(Locale.ROOT, number + " (" + number + " to " + number + ")", median, min, max);
    }
}
