package org.elasticml.simulator.report;

import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;
import org.elasticml.loadtester.report.Figures;
import org.elasticml.simulator.figures.Estimate;
import org.elasticml.simulator.figures.Pareto;
import org.elasticml.simulator.play.ScenarioResult;
import org.elasticml.simulator.play.ScenarioResult.PolicyResult;

/** What each policy costs and attains over several scenarios, in the mean; costs as multiples, so that they can be added. */
final class Costs {
    private final List<ScenarioResult> scenarios;
    private final boolean isHindsightKnown;

    /**
     * @param scenarios with the same policies
     */
    Costs(List<ScenarioResult> scenarios) {
        this.scenarios = scenarios;
        isHindsightKnown = scenarios.stream()
                .allMatch(result ->
                        result.yardstick().hindsightWithBootCoreSeconds().hasMean());
    }

    /** What the costs are multiples of. */
    String unit() {
        return isHindsightKnown ? "core-seconds ÷ hindsight with boot" : "core-seconds ÷ best fixed number";
    }

    private Estimate ratio(PolicyResult policy) {
        return isHindsightKnown ? policy.ratioToHindsightWithBoot() : policy.ratioToBestFixed();
    }

    private double mean(int policy, ToDoubleFunction<PolicyResult> figure) {
        return scenarios.stream()
                .map(result -> result.policies().get(policy))
                .mapToDouble(figure)
                .average()
                .orElseThrow();
    }

    private double meanAttainment(int policy) {
        return mean(policy, each -> each.attainment().mean());
    }

    private double meanRatio(int policy) {
        return mean(policy, each -> ratio(each).mean());
    }

    /** Of one scenario, which of several it is. */
    private String name(int policy) {
        PolicyResult first = scenarios.get(0).policies().get(policy);
        return scenarios.size() == 1 ? first.shown() : first.policy();
    }

    private IntStream policies() {
        return IntStream.range(0, scenarios.get(0).policies().size());
    }

    List<Pareto.Point> points() {
        return policies()
                .mapToObj(policy -> new Pareto.Point(name(policy), meanRatio(policy), meanAttainment(policy)))
                .toList();
    }

    /** Of {@link #rows}. */
    List<String> header() {
        return List.of("", "scenarios with 99 %", "mean attainment", unit(), "changes");
    }

    /** A policy each. */
    List<List<String>> rows() {
        return policies().mapToObj(this::row).toList();
    }

    private List<String> row(int policy) {
        long meeting = scenarios.stream()
                .filter(result -> result.policies().get(policy).meetsSlo())
                .count();
        return List.of(
                name(policy),
                meeting + " of " + scenarios.size(),
                Figures.percent(meanAttainment(policy)),
                String.format(Locale.ROOT, "%.2f", meanRatio(policy)),
                String.format(Locale.ROOT, "%.1f", mean(policy, each -> each.scaleChanges()
                        .mean())));
    }
}
