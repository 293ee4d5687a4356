package org.elasticml.simulator.report;

import java.util.List;
import java.util.function.Predicate;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;
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

    int policies() {
        return scenarios.get(0).policies().size();
    }

    double mean(int policy, ToDoubleFunction<PolicyResult> figure) {
        return scenarios.stream()
                .map(result -> result.policies().get(policy))
                .mapToDouble(figure)
                .average()
                .orElseThrow();
    }

    double meanRatio(int policy) {
        return mean(policy, each -> ratio(each).mean());
    }

    long count(int policy, Predicate<PolicyResult> what) {
        return scenarios.stream()
                .filter(result -> what.test(result.policies().get(policy)))
                .count();
    }

    /** Of one scenario, which of several it is. */
    String name(int policy) {
        PolicyResult first = scenarios.get(0).policies().get(policy);
        return scenarios.size() == 1 ? first.shown() : first.policy();
    }

    List<Pareto.Point> points() {
        return IntStream.range(0, policies())
                .mapToObj(policy ->
                        new Pareto.Point(name(policy), meanRatio(policy), mean(policy, each -> each.attainment()
                                .mean())))
                .toList();
    }
}
