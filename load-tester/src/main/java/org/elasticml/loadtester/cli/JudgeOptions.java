package org.elasticml.loadtester.cli;

import java.util.List;
import org.elasticml.loadtester.measure.Threshold;
import picocli.CommandLine.Option;

/** What a run is judged by. */
final class JudgeOptions {
    @Option(
            names = "--slo-ms",
            paramLabel = "MS",
            defaultValue = "${env:SLO_MS:-500}",
            description = "What p99 should stay within (default: SLO_MS, else 500).")
    double sloMs;

    @Option(
            names = "--threshold",
            paramLabel = "'p99<500ms'",
            description = "What must hold, or the exit code is 99; can be given several times. Of p50, p90, p95, p99,"
                    + " mean, max, attainment, refused, failed, errors, throughput and lag.")
    List<Threshold> thresholds = List.of();

    @Option(
            names = {"--max-lag", "--max-lag-ms"},
            paramLabel = "MS",
            defaultValue = "100",
            description =
                    "Above this p99 of how late requests left, a run is not believed (default: ${DEFAULT-VALUE}).")
    double maxLagMs;

    /** A closed loop is there to find out what the target can do: it is judged by thresholds only. */
    boolean judgesSlo = true;
}
