package org.elasticml.simulator.report;

import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;
import org.elasticml.core.simulate.ScaleChange;
import org.elasticml.core.simulate.SecondOfSimulation;
import org.elasticml.core.simulate.SimulationResult;
import org.elasticml.loadtester.report.Figures;
import org.elasticml.loadtester.report.Html;
import org.elasticml.loadtester.report.TimeChart;
import org.elasticml.simulator.play.ScenarioResult;
import org.elasticml.simulator.play.ScenarioResult.PolicyResult;

/** A scenario over time, with the first seed: what came, and for each policy its replicas, latencies and decisions. */
final class ScenarioCharts {
    /** More are not read. */
    private static final int MOST_CHANGES = 200;

    private final Html html;
    private final ScenarioResult result;
    private final double sloMillis;

    private ScenarioCharts(Html html, ScenarioResult result, double sloMillis) {
        this.html = html;
        this.result = result;
        this.sloMillis = sloMillis;
    }

    static void add(Html html, ScenarioResult result, double sloMillis) {
        new ScenarioCharts(html, result, sloMillis).add();
    }

    private void add() {
        html.section(ScenarioTable.title(result.scenario()));
        html.table(ScenarioTable.HEADER, ScenarioTable.rows(result));
        SimulationResult first = result.policies().get(0).drawn();
        html.wide(new TimeChart(
                        "Requests that came", "requests/s", first.seconds().size(), Figures::plain)
                .rate("arrivals", "blue", over(first, SecondOfSimulation::arrivals))
                .svg());
        for (PolicyResult policy : result.policies()) {
            html.raw(policy == result.policies().get(0) ? "<details open>" : "<details>")
                    .element("summary", summary(policy));
            html.wide(replicas(policy.drawn())).wide(latencies(policy.drawn()));
            addChanges(policy.drawn().changes());
            html.raw("</details>\n");
        }
        html.endSection();
    }

    private static String summary(PolicyResult policy) {
        SimulationResult drawn = policy.drawn();
        return String.format(
                Locale.ROOT,
                "%s: with this seed %s in time, %,.0f core-seconds, %d changes",
                policy.shown(),
                Figures.percent(drawn.attainment()),
                drawn.coreSeconds(),
                drawn.changes().size());
    }

    private String replicas(SimulationResult drawn) {
        double seconds = result.scenario().service().curve().bestPerSecond();
        return new TimeChart("Replicas", "replicas", drawn.seconds().size(), Figures::plain)
                .rate("work that came", "grey", over(drawn, second -> second.arrivals() / seconds))
                .level("with booting", "orange", over(drawn, second -> second.ready() + second.booting()))
                .level("ready", "blue", over(drawn, SecondOfSimulation::ready))
                .svg();
    }

    private String latencies(SimulationResult drawn) {
        return new TimeChart(
                        "p99 of each second's answers",
                        "ms, logarithmic",
                        drawn.seconds().size(),
                        Figures::millis)
                .logarithmic()
                .rule("SLO " + Figures.millis(sloMillis), sloMillis)
                .points("p99", "vermilion", over(drawn, second -> 1000 * second.p99Seconds()))
                .svg();
    }

    private static double[] over(SimulationResult drawn, ToDoubleFunction<SecondOfSimulation> figure) {
        return drawn.seconds().stream().mapToDouble(figure).toArray();
    }

    private void addChanges(List<ScaleChange> changes) {
        if (changes.isEmpty()) {
            return;
        }
        html.raw("<details>").element("summary", "Why each change was made");
        html.table(
                List.of(),
                changes.stream().limit(MOST_CHANGES).map(ScenarioCharts::row).toList());
        if (changes.size() > MOST_CHANGES) {
            html.remark("The first " + MOST_CHANGES + " of " + changes.size() + ".");
        }
        html.raw("</details>\n");
    }

    private static List<String> row(ScaleChange change) {
        return List.of(Figures.plain(change.seconds()) + " s: " + change.from() + " → " + change.to(), change.reason());
    }
}
