package org.elasticml.loadtester.measure.compare;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Whether the stretches of a run hang together, so that the jackknife, which takes them for independent, would make intervals that
 * are too narrow: von Neumann's ratio (1941) of their mean latencies, Σ(xᵢ₊₁−xᵢ)² ÷ Σ(xᵢ−x̄)², around 2 if they are independent
 * with a variance of 4(n−2) ÷ (n²−1), and less if each is like the one before.
 */
final class Dependence {
    /** Independent ones are taken for dependent in one case of ten: few stretches hide more than they show. */
    private static final double NORMAL_90 = 1.2816;

    private Dependence() {}

    /** Of paired ones, whether the differences from the baseline's are; else those of any deployment. */
    static boolean isShown(Map<String, List<Piece>> deployments, String baseline, boolean paired) {
        double[] base = logMeans(deployments.get(baseline));
        Stream<double[]> series = paired
                ? deployments.entrySet().stream()
                        .filter(entry -> !entry.getKey().equals(baseline))
                        .map(entry -> minus(logMeans(entry.getValue()), base))
                : deployments.values().stream().map(Dependence::logMeans);
        return series.anyMatch(Dependence::isShown);
    }

    static boolean isShown(double... values) {
        int n = values.length;
        double mean = Arrays.stream(values).average().orElse(Double.NaN);
        double steps = 0;
        double squares = 0;
        for (int i = 0; i < n; i++) {
            steps += i == 0 ? 0 : (values[i] - values[i - 1]) * (values[i] - values[i - 1]);
            squares += (values[i] - mean) * (values[i] - mean);
        }
        return n > 2 && steps / squares < 2 - NORMAL_90 * Math.sqrt(4.0 * (n - 2) / ((double) n * n - 1));
    }

    private static double[] logMeans(List<Piece> pieces) {
        return pieces.stream().mapToDouble(Piece::logMean).toArray();
    }

    private static double[] minus(double[] values, double[] others) {
        double[] differences = values.clone();
        Arrays.setAll(differences, i -> values[i] - others[i]);
        return differences;
    }
}
