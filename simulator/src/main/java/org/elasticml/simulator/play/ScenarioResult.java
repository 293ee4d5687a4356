package org.elasticml.simulator.play;

import java.util.List;
import org.elasticml.core.simulate.SimulationResult;
import org.elasticml.simulator.figures.Estimate;

/**
 * What came of a scenario.
 *
 * @param requests a seed
 */
public record ScenarioResult(Scenario scenario, Estimate requests, Yardstick yardstick, List<PolicyResult> policies) {
    /**
     * The estimates over the seeds of what is in {@link Bounds}; core-seconds of both hindsights are unknown where the search
     * would take too long.
     */
    public record Yardstick(
            Estimate fluidCoreSeconds,
            Estimate hindsightCoreSeconds,
            Estimate hindsightWithBootCoreSeconds,
            Estimate bestFixed,
            Estimate bestFixedCoreSeconds,
            Estimate reactiveBound,
            Estimate reactiveBoundLastMinute) {}

    /**
     * @param policy as it was asked for
     * @param shown which it is: of several the best, of a best fixed number how many
     * @param drawn the first seed's, or null
     */
    public record PolicyResult(
            String policy,
            String shown,
            Estimate attainment,
            Estimate p50Millis,
            Estimate p95Millis,
            Estimate p99Millis,
            Estimate coreSeconds,
            Estimate ratioToHindsight,
            Estimate ratioToHindsightWithBoot,
            Estimate ratioToBestFixed,
            Estimate scaleChanges,
            SimulationResult drawn) {
        /** Whether at most the share of requests that may be late is, in the mean over the seeds. */
        public boolean meetsSlo() {
            return attainment.mean() >= 1 - Setup.LATE_SHARE;
        }
    }

    /** Whether no policy meets the SLO here without foresight or spare replicas: see {@link Bounds}. */
    public boolean isSurgeFasterThanBoot() {
        return yardstick.reactiveBoundLastMinute().mean() < 1 - Setup.LATE_SHARE;
    }
}
