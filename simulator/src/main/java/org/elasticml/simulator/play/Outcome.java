package org.elasticml.simulator.play;

import org.elasticml.core.simulate.SimulationResult;

/**
 * What came of a policy with one seed.
 *
 * @param p50Millis of the answered requests, as the others; not a number if there are none
 * @param replicas of a fixed number how many, else 0
 */
record Outcome(
        double attainment,
        double p50Millis,
        double p95Millis,
        double p99Millis,
        double coreSeconds,
        int changes,
        int replicas) {
    static Outcome of(SimulationResult result, int replicas) {
        return new Outcome(
                result.attainment(),
                1000 * result.latency().p50Seconds(),
                1000 * result.latency().p95Seconds(),
                1000 * result.latency().p99Seconds(),
                result.coreSeconds(),
                result.changes().size(),
                replicas);
    }
}
