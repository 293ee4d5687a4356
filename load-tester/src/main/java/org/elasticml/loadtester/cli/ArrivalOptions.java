package org.elasticml.loadtester.cli;

import org.elasticml.core.workload.Arrivals;
import picocli.CommandLine.Option;

/** When the requests of a rate leave. */
final class ArrivalOptions {
    @Option(
            names = "--arrivals",
            paramLabel = "poisson|uniform|burst|barazmoon",
            defaultValue = "poisson",
            description = "How requests are spread over time (default: ${DEFAULT-VALUE}).")
    Arrivals arrivals;

    @Option(
            names = "--repeat",
            paramLabel = "N",
            defaultValue = "1",
            description = "Plays it N times, with the seed and those that follow it, and gives the means with"
                    + " 95%% intervals (default: ${DEFAULT-VALUE}).")
    int repeat;
}
