package org.elasticml.loadtester.report;

import java.awt.image.BufferedImage;
import java.util.List;
import java.util.Locale;
import org.elasticml.loadtester.measure.ReplicaFigures;

/** How the answers are distributed over the replicas that gave them. */
final class NodeChart {
    private NodeChart() {}

    static BufferedImage draw(Report report) {
        List<ReplicaFigures> replicas = report.replicas();
        BarPanel.Series shares = new BarPanel.Series(
                "share of answers",
                ChartStyle.BLUE,
                replicas.stream().mapToDouble(it -> 100 * it.share()).toArray(),
                row -> String.format(
                        Locale.ROOT,
                        "%s  (%.1f %%)",
                        Figures.count(replicas.get(row).answers()),
                        100 * replicas.get(row).share()));
        return BarChart.draw(
                title(replicas),
                replicas.stream().map(ReplicaFigures::replica).toList(),
                List.of(new BarPanel("share of succeeded requests (%)", List.of(shares))));
    }

    private static String title(List<ReplicaFigures> replicas) {
        return replicas.isEmpty()
                ? "No answer named the replica that gave it"
                : String.format(
                        Locale.ROOT,
                        "Answers by replica; coefficient of variation %.1f %%",
                        100 * ReplicaFigures.coefficientOfVariation(replicas));
    }
}
