package org.elasticml.simulator.report;

import java.util.ArrayList;
import java.util.List;
import org.elasticml.loadtester.report.Figures;
import org.elasticml.simulator.figures.Estimate;
import org.elasticml.simulator.play.Scenario;
import org.elasticml.simulator.play.ScenarioResult;
import org.elasticml.simulator.play.ScenarioResult.PolicyResult;
import org.elasticml.simulator.play.ScenarioResult.Yardstick;

/** A scenario's table: yardsticks, then policies. */
final class ScenarioTable {
    static final List<String> HEADER =
            List.of("", "attainment %", "p99 ms", "core-seconds", "÷hindsight", "÷with boot", "÷best fixed", "changes");

    private static final String COST = "%,.0f";

    private ScenarioTable() {}

    static String title(Scenario scenario) {
        return scenario.load().name() + " ×" + Figures.trimmed(scenario.load().scale()) + ", "
                + scenario.service().name() + " a request, boot " + Figures.trimmed(scenario.bootSeconds()) + " s";
    }

    static List<List<String>> rows(ScenarioResult result) {
        List<List<String>> rows = new ArrayList<>();
        Yardstick yardstick = result.yardstick();
        rows.add(cost("fluid bound", yardstick.fluidCoreSeconds()));
        rows.add(cost("hindsight optimum", yardstick.hindsightCoreSeconds()));
        rows.add(cost("hindsight with boot", yardstick.hindsightWithBootCoreSeconds()));
        rows.add(cost("best fixed (" + Cells.count(yardstick.bestFixed()) + ")", yardstick.bestFixedCoreSeconds()));
        rows.add(bound("reactive bound", yardstick.reactiveBound()));
        rows.add(bound("reactive, last minute", yardstick.reactiveBoundLastMinute()));
        for (PolicyResult policy : result.policies()) {
            rows.add(policy(result, policy));
        }
        return rows;
    }

    private static List<String> cost(String name, Estimate coreSeconds) {
        return List.of(name, "", "", Cells.of(coreSeconds, COST), "", "", "", "");
    }

    private static List<String> bound(String name, Estimate attainment) {
        return List.of(name, Cells.percent(attainment), "", "", "", "", "", "");
    }

    private static List<String> policy(ScenarioResult result, PolicyResult policy) {
        boolean marked = result.isSurgeFasterThanBoot() && !policy.meetsSlo();
        String shown = policy.shown().startsWith(policy.policy() + "-")
                ? policy.policy() + " (" + policy.shown() + ")"
                : policy.shown();
        return List.of(
                shown + (marked ? " *" : ""),
                Cells.percent(policy.attainment()),
                Cells.of(policy.p99Millis(), "%.0f"),
                Cells.of(policy.coreSeconds(), COST),
                Cells.of(policy.ratioToHindsight(), "%.2f"),
                Cells.of(policy.ratioToHindsightWithBoot(), "%.2f"),
                Cells.of(policy.ratioToBestFixed(), "%.2f"),
                Cells.of(policy.scaleChanges(), "%.1f"));
    }
}
