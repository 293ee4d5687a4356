package org.elasticml.simulator.cli;

import java.util.Iterator;
import org.elasticml.core.balance.BalancingPolicies;
import org.elasticml.core.scale.ReplicaLimits;
import org.elasticml.loadtester.cli.CommandException;
import org.elasticml.loadtester.cli.ExitCode;
import org.elasticml.loadtester.cli.Usage;
import org.elasticml.loadtester.report.Figures;
import org.elasticml.simulator.play.Setup;
import picocli.CommandLine.Option;

/** The dispatcher's settings, and how many replicas there may be. */
final class SystemOptions {
    @Option(
            names = "--floor",
            paramLabel = "N",
            defaultValue = "1",
            description = "Replicas there are at least, with any policy (default: ${DEFAULT-VALUE}).")
    int floor;

    @Option(
            names = "--ceiling",
            paramLabel = "N",
            defaultValue = "1000",
            description = "Replicas there are at most, with any policy (default: ${DEFAULT-VALUE}).")
    int ceiling;

    @Option(
            names = "--slo-ms",
            paramLabel = "MS",
            defaultValue = "500",
            description = "What is in time, from arrival to answer (default: ${DEFAULT-VALUE}).")
    double sloMillis;

    @Option(
            names = "--deadline-ms",
            paramLabel = "MS",
            defaultValue = "5000",
            description = "After what an answer is no longer wanted (default: ${DEFAULT-VALUE}).")
    double deadlineMillis;

    @Option(
            names = "--queue-capacity",
            paramLabel = "N",
            defaultValue = "256",
            description = "Requests that may wait in the dispatcher (default: ${DEFAULT-VALUE}).")
    int queueCapacity;

    @Option(
            names = "--slots",
            paramLabel = "N",
            defaultValue = "0",
            description =
                    "Requests that a replica is given at a time; 0 for one where it serves one at a time, else for"
                            + " as many as the dispatcher learns (default: ${DEFAULT-VALUE}).")
    int slots;

    @Option(
            names = "--balancing",
            paramLabel = "POLICY",
            defaultValue = "least-expected-wait",
            description = "Which replica gets a request: ${COMPLETION-CANDIDATES} (default: ${DEFAULT-VALUE}).",
            completionCandidates = Balancing.class)
    String balancing;

    /** For the help. */
    static final class Balancing implements Iterable<String> {
        @Override
        public Iterator<String> iterator() {
            return BalancingPolicies.names().iterator();
        }
    }

    Setup setup(LoadOptions load, double variation) throws CommandException {
        Usage.require(sloMillis > 0 && sloMillis < 1e9, "--slo-ms is more than 0, not " + Figures.trimmed(sloMillis));
        Usage.require(
                deadlineMillis > 0 && deadlineMillis < 1e9,
                "--deadline-ms is more than 0, not " + Figures.trimmed(deadlineMillis));
        Usage.require(queueCapacity >= 1, "--queue-capacity is 1 or more, not " + queueCapacity);
        Usage.require(slots >= 0, "--slots is 0 or more, not " + slots);
        Usage.require(
                BalancingPolicies.names().contains(balancing),
                "--balancing: '" + balancing + "' is not a balancing policy; there are "
                        + String.join(", ", BalancingPolicies.names()));
        return new Setup(
                load.arrivals,
                load.seed,
                load.seeds,
                variation,
                sloMillis,
                deadlineMillis,
                slots,
                queueCapacity,
                limits(),
                balancing);
    }

    private ReplicaLimits limits() throws CommandException {
        try {
            return new ReplicaLimits(floor, ceiling);
        } catch (IllegalArgumentException e) {
            throw new CommandException(ExitCode.USAGE, "--floor and --ceiling: " + e.getMessage());
        }
    }
}
