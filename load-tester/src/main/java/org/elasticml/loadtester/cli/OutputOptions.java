package org.elasticml.loadtester.cli;

import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
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

    @Option(names = "--verbose", description = "Also print what each image was classified as.")
    boolean verbose;
}
