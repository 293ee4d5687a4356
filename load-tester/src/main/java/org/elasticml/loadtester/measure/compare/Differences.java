package org.elasticml.loadtester.measure.compare;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * How deployments that did the same work differ from one of them, in logarithms of their figures (of errors: in shares of
 * requests), by the jackknife over their pieces ({@link Estimate}).
 *
 * <p>All intervals hold together with a confidence of 95 % (Bonferroni: each with 1 − 0.05 ÷ their number): who compares much
 * that is equal is not told of a difference by chance. Of simulated comparisons (rounds of 200 and 800 log-normal latencies,
 * independent and autocorrelated, 5 to 20 rounds, paired or not) all five intervals held in 94.7 to 96.7 %.
 *
 * @param baseline the one that the others are compared with
 * @param paired whether the i-th piece of one goes with the i-th of the others: what both met then cancels out
 * @param pieces the fewest of any deployment
 * @param confidence of each interval, 0 to 1
 * @param all by deployment, and within by figure
 */
public record Differences(String baseline, boolean paired, int pieces, double confidence, List<Difference> all) {
    /** Of all intervals together. */
    public static final double JOINT_CONFIDENCE = 0.95;

    /** Of fewer pieces, intervals are to be called rough. */
    public static final int FEW = 5;

    /**
     * @param deployments by name, each with at least one piece
     * @param baseline one of them
     * @param paired all of them have as many pieces
     */
    public static Differences of(Map<String, List<Piece>> deployments, String baseline, boolean paired) {
        Map<String, Jackknifed> by = new LinkedHashMap<>();
        deployments.forEach((name, pieces) -> by.put(name, Jackknifed.of(pieces)));
        Jackknifed base = by.remove(baseline);
        int intervals = by.size() * ComparedFigure.values().length;
        double confidence = 1 - (1 - JOINT_CONFIDENCE) / intervals;
        List<Difference> all = new ArrayList<>(intervals);
        by.forEach((name, other) -> {
            for (ComparedFigure figure : ComparedFigure.values()) {
                Estimate estimate = paired ? other.pairedMinus(base, figure) : other.minus(base, figure);
                boolean nothing = figure == ComparedFigure.ERRORS && other.isFlawless() && base.isFlawless();
                all.add(nothing ? Difference.none(name) : Difference.of(name, figure, estimate, confidence));
            }
        });
        int fewest = deployments.values().stream().mapToInt(List::size).min().orElseThrow();
        return new Differences(baseline, paired, fewest, confidence, List.copyOf(all));
    }

    /** Of one deployment; none of the baseline. */
    public List<Difference> of(String name) {
        return all.stream().filter(difference -> difference.name().equals(name)).toList();
    }

    public Difference of(String name, ComparedFigure figure) {
        return of(name).get(figure.ordinal());
    }

    /** Of one deployment over the baseline. */
    public SpeedUp speedUp(String name) {
        return SpeedUp.of(of(name, ComparedFigure.MEAN));
    }

    /** The figures of a deployment: of all its pieces, and without each of them. */
    private record Jackknifed(Pooled whole, List<Pooled> without) {
        static Jackknifed of(List<Piece> pieces) {
            return new Jackknifed(
                    Pooled.of(pieces),
                    IntStream.range(0, pieces.size())
                            .mapToObj(left -> {
                                List<Piece> rest = new ArrayList<>(pieces);
                                rest.remove(left);
                                return Pooled.of(rest);
                            })
                            .toList());
        }

        boolean isFlawless() {
            return whole.errorShare() == 0;
        }

        Estimate pairedMinus(Jackknifed base, ComparedFigure figure) {
            double[] without = without(figure);
            double[] baseWithout = base.without(figure);
            Arrays.setAll(without, i -> without[i] - baseWithout[i]);
            return Estimate.jackknife(figure.scaled(whole) - figure.scaled(base.whole), without);
        }

        Estimate minus(Jackknifed base, ComparedFigure figure) {
            return estimate(figure).minus(base.estimate(figure));
        }

        private Estimate estimate(ComparedFigure figure) {
            return Estimate.jackknife(figure.scaled(whole), without(figure));
        }

        private double[] without(ComparedFigure figure) {
            return without.stream().mapToDouble(figure::scaled).toArray();
        }
    }
}
