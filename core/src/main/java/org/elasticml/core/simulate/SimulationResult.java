package org.elasticml.core.simulate;

import java.util.List;

/**
 * What came of a simulation. Each request was answered, refused (on arrival) or expired (its deadline passed in the queue).
 *
 * @param requests all that came
 * @param answered those that got an answer, however late
 * @param inTime those answered within the SLO
 * @param latency from arrival to answer, of those answered
 * @param meanWaitSeconds from arrival until a core began on it, of those answered
 * @param requestSeconds the integral over time of the requests that were there
 * @param coreSeconds replicas over time, booting and draining ones included, until the settings' duration
 * @param busyCoreSeconds of these replicas, to the end, what they computed
 * @param changes of the number of replicas, by the policy
 * @param seconds each second, from the start to the end of the duration
 */
public record SimulationResult(
        long requests,
        long answered,
        long inTime,
        long refused,
        long expired,
        Latency latency,
        double meanWaitSeconds,
        double requestSeconds,
        double coreSeconds,
        double busyCoreSeconds,
        List<ScaleChange> changes,
        List<SecondOfSimulation> seconds) {
    /** Percentiles are within 0.4 %, the others exact; all are not a number if nothing was answered. */
    public record Latency(
            double meanSeconds,
            double p50Seconds,
            double p90Seconds,
            double p95Seconds,
            double p99Seconds,
            double maxSeconds) {
        static Latency of(Latencies latencies) {
            return new Latency(
                    latencies.meanSeconds(),
                    latencies.seconds(0.5),
                    latencies.seconds(0.9),
                    latencies.seconds(0.95),
                    latencies.seconds(0.99),
                    latencies.maxSeconds());
        }
    }

    /** In time ÷ all that came; 1 if none came. */
    public double attainment() {
        return requests == 0 ? 1 : (double) inTime / requests;
    }
}
