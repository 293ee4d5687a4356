package org.elasticml.simulator.report;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.elasticml.loadtester.report.Json;
import org.elasticml.simulator.figures.Estimate;
import org.elasticml.simulator.play.Grid;
import org.elasticml.simulator.play.Load;
import org.elasticml.simulator.play.Scenario;
import org.elasticml.simulator.play.ScenarioResult;
import org.elasticml.simulator.play.Setup;

/** All figures, for machines: names in snake case, what is not known null. */
record SimulationJson(Settings settings, List<Long> seeds, List<Yardsticks> yardsticks, List<Row> rows) {
    record Settings(
            List<String> workloads,
            String arrivals,
            double variation,
            double sloMs,
            double deadlineMs,
            int queueCapacity,
            int slots,
            String balancing,
            int floor,
            int ceiling) {
        private static Settings of(Grid grid) {
            Setup setup = grid.setup();
            return new Settings(
                    grid.loads().stream().map(Load::title).distinct().toList(),
                    setup.arrivals().name().toLowerCase(Locale.ROOT),
                    setup.variation(),
                    setup.sloMillis(),
                    setup.deadlineMillis(),
                    setup.queueCapacity(),
                    setup.slots(),
                    setup.balancing(),
                    setup.limits().floor(),
                    setup.limits().ceiling());
        }
    }

    /** Of a scenario, as the rows that have the same four first fields. */
    record Yardsticks(
            String workload,
            double scale,
            double serviceMs,
            double bootS,
            Estimate requests,
            Estimate fluidCoreSeconds,
            Estimate hindsightCoreSeconds,
            Estimate hindsightWithBootCoreSeconds,
            Estimate bestFixedReplicas,
            Estimate bestFixedCoreSeconds,
            Estimate reactiveBound,
            Estimate reactiveBoundLastMinute) {
        private static Yardsticks of(ScenarioResult result) {
            Scenario scenario = result.scenario();
            ScenarioResult.Yardstick yardstick = result.yardstick();
            return new Yardsticks(
                    scenario.load().name(),
                    scenario.load().scale(),
                    scenario.service().millis(),
                    scenario.bootSeconds(),
                    result.requests(),
                    yardstick.fluidCoreSeconds(),
                    yardstick.hindsightCoreSeconds(),
                    yardstick.hindsightWithBootCoreSeconds(),
                    yardstick.bestFixed(),
                    yardstick.bestFixedCoreSeconds(),
                    yardstick.reactiveBound(),
                    yardstick.reactiveBoundLastMinute());
        }
    }

    /**
     * @param shown which policy it is, where it may be one of several
     */
    record Row(
            String workload,
            String policy,
            String shown,
            double scale,
            double serviceMs,
            double bootS,
            Estimate attainment,
            Estimate coreSeconds,
            Estimate ratioToHindsight,
            Estimate ratioToHindsightWithBoot,
            Estimate ratioToBestFixed,
            Estimate p50Ms,
            Estimate p95Ms,
            Estimate p99Ms,
            Estimate scaleChanges,
            boolean surgeFasterThanBoot) {
        private static Row of(ScenarioResult result, ScenarioResult.PolicyResult policy) {
            Scenario scenario = result.scenario();
            return new Row(
                    scenario.load().name(),
                    policy.policy(),
                    policy.shown(),
                    scenario.load().scale(),
                    scenario.service().millis(),
                    scenario.bootSeconds(),
                    policy.attainment(),
                    policy.coreSeconds(),
                    policy.ratioToHindsight(),
                    policy.ratioToHindsightWithBoot(),
                    policy.ratioToBestFixed(),
                    policy.p50Millis(),
                    policy.p95Millis(),
                    policy.p99Millis(),
                    policy.scaleChanges(),
                    result.isSurgeFasterThanBoot());
        }
    }

    static void write(Path file, Grid grid, List<ScenarioResult> results) throws IOException {
        Stream<Row> rows =
                results.stream().flatMap(result -> result.policies().stream().map(policy -> Row.of(result, policy)));
        Json.MAPPER.writeValue(
                file.toFile(),
                new SimulationJson(
                        Settings.of(grid),
                        Arrays.stream(grid.setup().eachSeed()).boxed().toList(),
                        results.stream().map(Yardsticks::of).toList(),
                        rows.toList()));
    }
}
