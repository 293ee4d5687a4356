package org.elasticml.simulator.play;

import java.util.Comparator;
import java.util.IntSummaryStatistics;
import java.util.List;
import java.util.function.ToDoubleFunction;
import org.elasticml.simulator.figures.Estimate;
import org.elasticml.simulator.play.Part.SeedResult;
import org.elasticml.simulator.play.ScenarioResult.PolicyResult;
import org.elasticml.simulator.play.ScenarioResult.Yardstick;

/** From a scenario's results with each seed to one. */
final class Summing {
    private final List<SeedResult> seeds;

    private Summing(List<SeedResult> seeds) {
        this.seeds = seeds;
    }

    /**
     * @param seeds a result each, the first seed's first
     */
    static ScenarioResult of(Scenario scenario, List<PolicyChoice> policies, List<SeedResult> seeds) {
        Summing summing = new Summing(seeds);
        return new ScenarioResult(
                scenario,
                summing.over(SeedResult::requests),
                summing.yardstick(),
                policies.stream().map(summing::best).toList());
    }

    private Estimate over(ToDoubleFunction<SeedResult> figure) {
        return Estimate.of(seeds.stream().mapToDouble(figure).toArray());
    }

    private Yardstick yardstick() {
        return new Yardstick(
                over(seed -> seed.bounds().fluidCoreSeconds()),
                over(seed -> seed.bounds().hindsightCoreSeconds()),
                over(seed -> seed.bounds().hindsightWithBootCoreSeconds()),
                over(seed -> seed.bounds().bestFixed()),
                over(seed -> seed.bounds().bestFixedCoreSeconds()),
                over(seed -> seed.bounds().reactive()),
                over(seed -> seed.bounds().reactiveMinute()));
    }

    /** The cheapest candidate that meets the SLO; if none does, the one that is nearest to it. */
    private PolicyResult best(PolicyChoice choice) {
        Comparator<PolicyResult> cheapest =
                Comparator.comparing(result -> -result.coreSeconds().mean());
        Comparator<PolicyResult> nearest =
                Comparator.comparing(result -> result.attainment().mean());
        return choice.candidates().stream()
                .map(candidate -> result(choice, candidate))
                .max(Comparator.comparing(PolicyResult::meetsSlo)
                        .thenComparing((a, b) -> (a.meetsSlo() ? cheapest : nearest).compare(a, b)))
                .orElseThrow();
    }

    private PolicyResult result(PolicyChoice choice, String candidate) {
        return new PolicyResult(
                choice.name(),
                shown(candidate),
                over(seed -> outcome(seed, candidate).attainment()),
                over(seed -> outcome(seed, candidate).p50Millis()),
                over(seed -> outcome(seed, candidate).p95Millis()),
                over(seed -> outcome(seed, candidate).p99Millis()),
                over(seed -> outcome(seed, candidate).coreSeconds()),
                over(seed ->
                        outcome(seed, candidate).coreSeconds() / seed.bounds().hindsightCoreSeconds()),
                over(seed ->
                        outcome(seed, candidate).coreSeconds() / seed.bounds().hindsightWithBootCoreSeconds()),
                over(seed ->
                        outcome(seed, candidate).coreSeconds() / seed.bounds().bestFixedCoreSeconds()),
                over(seed -> outcome(seed, candidate).changes()),
                seeds.get(0).results().get(candidate));
    }

    private static Outcome outcome(SeedResult seed, String candidate) {
        return seed.outcomes().get(candidate);
    }

    private String shown(String candidate) {
        if (!candidate.equals(PolicyChoice.BEST_FIXED)) {
            return candidate;
        }
        IntSummaryStatistics replicas = seeds.stream()
                .mapToInt(seed -> outcome(seed, candidate).replicas())
                .summaryStatistics();
        String least = "fixed-" + replicas.getMin();
        return replicas.getMin() == replicas.getMax() ? least : least + " to " + replicas.getMax();
    }
}
