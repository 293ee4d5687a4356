package org.elasticml.simulator.report;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.elasticml.loadtester.report.Figures;
import org.elasticml.loadtester.report.Html;
import org.elasticml.loadtester.report.HtmlPage;
import org.elasticml.simulator.play.Grid;
import org.elasticml.simulator.play.Scenario;
import org.elasticml.simulator.play.ScenarioResult;
import org.elasticml.simulator.play.Setup;

/** All of it as one page: cost against attainment, some scenarios over time, and every figure. */
final class SimulationPage {
    private final Grid grid;
    private final List<ScenarioResult> results;
    private final Html html = HtmlPage.begin("Scaling policies in virtual time");

    private SimulationPage(Grid grid, List<ScenarioResult> results) {
        this.grid = grid;
        this.results = results;
    }

    static String of(Grid grid, List<ScenarioResult> results) {
        return new SimulationPage(grid, results).page();
    }

    private String page() {
        html.remark(subtitle());
        addPareto();
        results.stream()
                .filter(result -> result.policies().get(0).drawn() != null)
                .forEach(result -> ScenarioCharts.add(html, result, grid.setup().sloMillis()));
        addAll();
        addMeanings();
        return HtmlPage.end(html);
    }

    private String subtitle() {
        Setup setup = grid.setup();
        return String.format(
                Locale.ROOT,
                "scenarios: %d; seeds: %d, from %d on; %s arrivals, SLO %s, %s, from %d to %d replicas. %s",
                results.size(),
                setup.seeds(),
                setup.firstSeed(),
                setup.arrivals().name().toLowerCase(Locale.ROOT),
                Figures.millis(setup.sloMillis()),
                setup.balancing(),
                setup.limits().floor(),
                setup.limits().ceiling(),
                grid.loads().stream().map(load -> load.title()).distinct().collect(Collectors.joining("; ")));
    }

    private void addPareto() {
        html.section("Cost against attainment");
        addPareto(results);
        if (results.size() > 1) {
            html.remark("Means over the " + results.size() + " scenarios.");
            Costs costs = new Costs(results);
            html.table(costs.header(), costs.rows());
            Map<String, List<ScenarioResult>> groups = new LinkedHashMap<>();
            results.forEach(result -> groups.computeIfAbsent(group(result.scenario()), name -> new ArrayList<>())
                    .add(result));
            groups.forEach(this::addGroup);
        }
        html.remark("Dashed: 99 %. Blue: what no other policy beats in both; the line is what can be got for a cost.");
        html.endSection();
    }

    private void addGroup(String name, List<ScenarioResult> scenarios) {
        html.raw("<details>")
                .element("summary", name + (scenarios.size() > 1 ? ", means over " + scenarios.size() : ""));
        addPareto(scenarios);
        html.raw("</details>\n");
    }

    private static String group(Scenario scenario) {
        return scenario.load().name() + ", boot " + Figures.trimmed(scenario.bootSeconds()) + " s";
    }

    private void addPareto(List<ScenarioResult> scenarios) {
        Costs costs = new Costs(scenarios);
        html.wide(ParetoChart.svg(costs.points(), costs.unit()));
    }

    private void addAll() {
        html.section("All scenarios");
        for (ScenarioResult result : results) {
            html.raw("<details>").element("summary", ScenarioTable.title(result.scenario()));
            html.table(ScenarioTable.HEADER, ScenarioTable.rows(result));
            html.raw("</details>\n");
        }
        html.endSection();
    }

    private void addMeanings() {
        html.section("What is what");
        Explained.LINES.forEach(line -> html.element("p", line));
        html.endSection();
    }
}
