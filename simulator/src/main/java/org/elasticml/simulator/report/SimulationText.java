package org.elasticml.simulator.report;

import java.util.List;
import org.elasticml.loadtester.report.TextTable;
import org.elasticml.simulator.play.Grid;
import org.elasticml.simulator.play.ScenarioResult;

/** What is printed: a table a scenario, and what it means. */
public final class SimulationText {
    private SimulationText() {}

    public static String of(Grid grid, List<ScenarioResult> results) {
        StringBuilder text = new StringBuilder();
        for (ScenarioResult result : results) {
            text.append(ScenarioTable.title(result.scenario()))
                    .append(", ")
                    .append(Cells.of(result.requests(), "%,.0f"))
                    .append(" requests")
                    .append(System.lineSeparator())
                    .append(TextTable.of(ScenarioTable.HEADER, ScenarioTable.rows(result)))
                    .append(System.lineSeparator());
        }
        if (results.size() > 1) {
            Costs costs = new Costs(results);
            text.append("all ")
                    .append(results.size())
                    .append(" scenarios")
                    .append(System.lineSeparator())
                    .append(TextTable.of(costs.header(), costs.rows()))
                    .append(System.lineSeparator());
        }
        grid.loads().stream()
                .filter(load -> !load.title().equals(load.name()))
                .map(load -> load.name() + ": " + load.title())
                .distinct()
                .forEach(line -> text.append(line).append(System.lineSeparator()));
        String intervals = grid.setup().seeds() == 1
                ? "One seed"
                : "Means over " + grid.setup().seeds() + " seeds, ± half of the 95 % interval (Student's t)";
        text.append(intervals).append('.').append(System.lineSeparator());
        Explained.LINES.forEach(line -> text.append(line).append(System.lineSeparator()));
        return text.toString();
    }
}
