package org.elasticml.loadtester.measure.compare;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * How deployments that did the same work differ from one of them, in logarithms of their figures (of errors: in shares of
 * requests), by the jackknife over their pieces ({@link Estimate}).
 *
 * <p>All intervals hold together with a confidence of 95 % (Bonferroni: each with 1 − 0.05 ÷ their number): who compares much
 * that is equal is not told of a difference by chance. Of simulated comparisons (rounds of 200 and 800 log-normal latencies,
 * independent and autocorrelated, 5 to 20 rounds, paired or not) all five intervals held in 94.7 to 96.7 %. Of stretches of one
 * run ({@link #ofStretches}) they do not.
 *
 * @param baseline the one that the others are compared with
 * @param paired whether the i-th piece of one goes with the i-th of the others: what both met then cancels out
 * @param pieces the fewest of any deployment
 * @param stretches whether pieces are stretches of one run: then intervals are rough, and no confidence can be told
 * @param dependent whether stretches hang together so much that there are no intervals
 * @param confidence of each interval, 0 to 1
 * @param all by deployment, and within by figure
 */
public record Differences(
        String baseline,
        boolean paired,
        int pieces,
        boolean stretches,
        boolean dependent,
        double confidence,
        List<Difference> all) {

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
        return of(deployments, baseline, paired, false, false);
    }

    /**
     * The same of single runs that were cut, of one at least. There are no intervals if stretches follow from those before
     * ({@link Dependence}).
     */
    public static Differences ofStretches(Map<String, List<Piece>> deployments, String baseline, boolean paired) {
        return of(deployments, baseline, paired, true, Dependence.isShown(deployments, baseline, paired));
    }

    private static Differences of(
            Map<String, List<Piece>> deployments,
            String baseline,
            boolean paired,
            boolean stretches,
            boolean dependent) {
        Map<String, Jackknifed> by = new LinkedHashMap<>();
        deployments.forEach((name, pieces) -> by.put(name, Jackknifed.of(pieces)));
        Jackknifed base = by.remove(baseline);
        int intervals = by.size() * ComparedFigure.values().length;
        double confidence = 1 - (1 - JOINT_CONFIDENCE) / intervals;
        List<Difference> all = new ArrayList<>(intervals);
        by.forEach((name, other) -> {
            for (ComparedFigure figure : ComparedFigure.values()) {
                Estimate estimate = other.minus(base, figure, paired);
                boolean nothing = figure == ComparedFigure.ERRORS && other.isFlawless() && base.isFlawless();
                Estimate told = dependent ? estimate.withError(Double.NaN) : estimate;
                all.add(nothing ? Difference.none(name) : Difference.of(name, figure, told, confidence));
            }
        });
        int fewest = deployments.values().stream().mapToInt(List::size).min().orElseThrow();
        return new Differences(baseline, paired, fewest, stretches, dependent, confidence, List.copyOf(all));
    }

    /** Of one deployment; none of the baseline. */
    public List<Difference> of(String name) {
        return all.stream().filter(difference -> difference.name().equals(name)).toList();
    }

    /** Whether intervals, if there are any, are to be called rough. */
    public boolean isRough() {
        return stretches || pieces < FEW;
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
            return new Jackknifed(Pooled.of(pieces), Pooled.withoutEach(pieces));
        }

        boolean isFlawless() {
            return whole.errorShare() == 0;
        }

        /**
         * Of the difference of two shares of requests that are equal in truth and fall on requests by chance: equal counts in all
         * rounds, of which the jackknife knows no error, are chance too.
         */
        private double countingError(Jackknifed base) {
            double requests = whole.requests();
            double baseRequests = base.whole.requests();
            double share = (whole.errorShare() * requests + base.whole.errorShare() * baseRequests)
                    / (requests + baseRequests);
            return Math.sqrt(share * (1 - share) * (1 / requests + 1 / baseRequests));
        }

        Estimate minus(Jackknifed base, ComparedFigure figure, boolean paired) {
            Estimate difference =
                    paired ? pairedMinus(base, figure) : estimate(figure).minus(base.estimate(figure));
            return figure == ComparedFigure.ERRORS
                    ? difference.withError(Math.max(difference.standardError(), countingError(base)))
                    : difference;
        }

        private Estimate pairedMinus(Jackknifed base, ComparedFigure figure) {
            double[] without = without(figure);
            double[] baseWithout = base.without(figure);
            Arrays.setAll(without, i -> without[i] - baseWithout[i]);
            return Estimate.jackknife(figure.scaled(whole) - figure.scaled(base.whole), without);
        }

        private Estimate estimate(ComparedFigure figure) {
            return Estimate.jackknife(figure.scaled(whole), without(figure));
        }

        private double[] without(ComparedFigure figure) {
            return without.stream().mapToDouble(figure::scaled).toArray();
        }
    }
}
