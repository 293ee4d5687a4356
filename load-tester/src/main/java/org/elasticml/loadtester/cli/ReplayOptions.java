package org.elasticml.loadtester.cli;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import org.elasticml.core.workload.Arrivals;
import picocli.CommandLine.Option;

/** The options of {@code replay}, as they were typed. */
final class ReplayOptions {
    @Option(
            names = "--workload",
            paramLabel = "FILE",
            defaultValue = "workload.txt",
            description = "Requests per second, one number a second (default: ${DEFAULT-VALUE}).")
    Path workload;

    @Option(
            names = "--url",
            paramLabel = "URL",
            defaultValue = "http://127.0.0.1:8001/add_to_queue",
            description = "Where photos are posted to; /add_to_queue if it has no path (default:%n${DEFAULT-VALUE}).")
    String url;

    @Option(
            names = "--images",
            paramLabel = "DIR",
            description = "JPEG and PNG files to send (default: images/ if there, else photos drawn here)."
                    + " True labels come from labels.csv in it, or from names like n02123045_tabby.JPEG.")
    Optional<Path> images;

    @Option(
            names = "--seconds",
            paramLabel = "N",
            description = "How many seconds of the workload to play (default: all).")
    Optional<Integer> seconds;

    @Option(
            names = "--from",
            paramLabel = "S",
            defaultValue = "0",
            description = "The first second to play (default: ${DEFAULT-VALUE}).")
    int from;

    @Option(
            names = "--scale",
            paramLabel = "X",
            defaultValue = "1",
            description = "Multiplies every rate (default: ${DEFAULT-VALUE}).")
    double scale;

    @Option(
            names = "--arrivals",
            paramLabel = "poisson|uniform",
            defaultValue = "poisson",
            description = "How requests are spread over time (default: ${DEFAULT-VALUE}).")
    Arrivals arrivals;

    @Option(
            names = "--seed",
            paramLabel = "N",
            defaultValue = "1",
            description = "The same seed sends the same photos at the same instants (default: ${DEFAULT-VALUE}).")
    long seed;

    @Option(
            names = "--slo-ms",
            paramLabel = "MS",
            defaultValue = "${env:SLO_MS:-500}",
            description = "What p99 should stay within (default: SLO_MS, else 500).")
    double sloMs;

    @Option(
            names = "--timeout-s",
            paramLabel = "S",
            defaultValue = "30",
            description = "How long a request may take (default: ${DEFAULT-VALUE}).")
    double timeoutS;

    @Option(
            names = "--max-lag-ms",
            paramLabel = "MS",
            defaultValue = "100",
            description = "Above this p99 of the schedule lag a run is not believed (default: ${DEFAULT-VALUE}).")
    double maxLagMs;

    @Option(names = "--out", paramLabel = "DIR", description = "Where the files go (default: runs/<time in UTC>).")
    Optional<Path> out;

    @Option(names = "--verbose", description = "Also print what each image was classified as.")
    boolean verbose;

    Duration timeout() {
        return Duration.ofMillis(Math.round(timeoutS * 1000));
    }
}
