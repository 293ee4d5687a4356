package org.elasticml.loadtester.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.elasticml.loadtester.measure.Latency;
import org.elasticml.loadtester.measure.Summary;
import org.elasticml.loadtester.measure.compare.ComparedFigure;
import org.elasticml.loadtester.measure.compare.Difference;
import org.elasticml.loadtester.measure.compare.Difference.Range;
import org.elasticml.loadtester.measure.compare.Differences;
import org.elasticml.loadtester.measure.compare.SpeedUp;

/** What the tables of a comparison hold, whatever they are written in. */
final class CompareTables {
    static final List<String> HEADER =
            List.of("deployment", "requests", "mean", "p95", "p99", "requests/s", "errors", "speed-up");

    private static final double MAX_FACTOR = 1000;

    private CompareTables() {}

    /** With {@link #HEADER}; speed-ups are over the baseline. */
    static List<List<String>> deployments(Map<String, Summary> pooled, Differences differences) {
        return pooled.entrySet().stream()
                .map(entry -> deployment(entry.getKey(), entry.getValue(), differences))
                .toList();
    }

    private static List<String> deployment(String name, Summary summary, Differences differences) {
        return List.of(
                name,
                Figures.count(summary.requests()),
                Tables.latency(summary, Latency::mean),
                Tables.latency(summary, Latency::p95),
                Tables.latency(summary, Latency::p99),
                Figures.number(summary.throughputRps()),
                errors(summary),
                name.equals(differences.baseline()) ? "1 (baseline)" : speedUp(differences.speedUp(name)));
    }

    private static String errors(Summary summary) {
        int errors = summary.requests() - summary.succeeded();
        return errors == 0 ? "none" : Figures.count(errors) + " (" + Figures.percent(errors, summary.requests()) + ")";
    }

    private static String speedUp(SpeedUp speedUp) {
        if (speedUp.factor().isEmpty()) {
            return Figures.NONE;
        }
        return factor(speedUp.factor().getAsDouble())
                + speedUp.within()
                        .map(range -> " (" + factor(range.low()) + " to " + factor(range.high()) + ")")
                        .orElse("");
    }

    private static String factor(double value) {
        return value < MAX_FACTOR ? Figures.decimals(value, 3) : "over " + Figures.plain(MAX_FACTOR);
    }

    static List<String> differencesHeader(Differences differences) {
        return List.of("against " + differences.baseline(), "figure", "difference", "from", "to", "");
    }

    /** With {@link #differencesHeader}. */
    static List<List<String>> differences(Differences differences, Map<String, Summary> pooled) {
        List<List<String>> rows = new ArrayList<>();
        for (Difference difference : differences.all()) {
            rows.add(List.of(
                    difference.name(),
                    difference.figure().word(),
                    difference.percent().isPresent() && !difference.isNone()
                            ? amount(difference.figure(), difference.percent().getAsDouble())
                            : Figures.NONE,
                    difference
                            .within()
                            .map(range -> amount(difference.figure(), range.low()))
                            .orElse(Figures.NONE),
                    difference
                            .within()
                            .map(range -> amount(difference.figure(), range.high()))
                            .orElse(Figures.NONE),
                    difference.isNone()
                            ? "none in "
                                    + Figures.count(pooled.get(difference.name())
                                                    .requests()
                                            + pooled.get(differences.baseline()).requests())
                            : difference.word()));
        }
        return rows;
    }

    private static String amount(ComparedFigure figure, double percent) {
        return Figures.signed(percent) + (figure == ComparedFigure.ERRORS ? " points" : " %");
    }

    /** The difference, its interval, and what that shows. */
    static String inWords(Difference difference) {
        if (difference.percent().isEmpty() || difference.isNone()) {
            return difference.word();
        }
        return amount(difference.figure(), difference.percent().getAsDouble())
                + difference.within().map(CompareTables::range).orElse("") + ", "
                + difference.word();
    }

    private static String range(Range range) {
        return " (" + Figures.signed(range.low()) + " to " + Figures.signed(range.high()) + ")";
    }
}
