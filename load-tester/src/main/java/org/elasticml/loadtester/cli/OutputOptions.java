package org.elasticml.loadtester.cli;

import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.elasticml.loadtester.watch.WatchTarget;
import picocli.CommandLine.Option;

/** What a run leaves behind. */
final class OutputOptions {
    @Option(names = "--out", paramLabel = "DIR", description = "Where the files go (default: runs/<time in UTC>).")
    Optional<Path> out;

    @Option(
            names = "--metrics",
            paramLabel = "URL",
            description = "A dispatcher's or autoscaler's /q/metrics, read each second for replicas, queue and cost;"
                    + " can be given several times.")
    List<URI> metrics = List.of();

    @Option(
            names = "--autoscaler",
            paramLabel = "URL",
            description = "An autoscaler's base URL, asked at the end for what it changed, and why.")
    Optional<URI> autoscaler;

    @Option(
            names = "--watch",
            paramLabel = "[NAME=]PID|URL",
            split = ",",
            description = "Processes whose CPU and memory are in the report: numbers of processes of this machine, URLs"
                    + " of services' /q/metrics, or of a dispatcher's /stats, for its replicas as they come and go.")
    List<WatchTarget> watch = List.of();

    @Option(names = "--verbose", description = "Also print what each image was classified as.")
    boolean verbose;
}
