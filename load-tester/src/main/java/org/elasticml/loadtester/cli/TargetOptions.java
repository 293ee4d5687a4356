package org.elasticml.loadtester.cli;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.elasticml.core.workload.Arrivals;
import org.elasticml.loadtester.photo.ImageSize;
import org.elasticml.loadtester.send.Header;
import org.elasticml.loadtester.send.Protocol;
import picocli.CommandLine.Option;

/** Where requests go, and what they carry. */
final class TargetOptions {
    @Option(
            names = "--url",
            paramLabel = "URL",
            defaultValue = "http://127.0.0.1:8001/add_to_queue",
            description = "Where photos are posted to; /add_to_queue if it has no path (default:%n${DEFAULT-VALUE}).")
    String url;

    @Option(
            names = "--protocol",
            paramLabel = "http",
            defaultValue = "http",
            description = "How they are sent (default: ${DEFAULT-VALUE}).")
    Protocol protocol;

    @Option(
            names = "--timeout-s",
            paramLabel = "S",
            defaultValue = "30",
            description = "How long a request may take (default: ${DEFAULT-VALUE}).")
    double timeoutS;

    @Option(
            names = "--header",
            paramLabel = "'NAME: VALUE'",
            description = "What every request carries, as in 'X-API-Key: …'; can be given several times. In no report.")
    List<Header> headers = List.of();

    @Option(
            names = "--images",
            paramLabel = "DIR",
            description = "JPEG and PNG files to send (default: images/ if there, else photos drawn here)."
                    + " True labels come from labels.csv in it, or from names like n02123045_tabby.JPEG.")
    Optional<Path> images;

    @Option(
            names = "--image-size",
            paramLabel = "WxH",
            description = "Size of the photos drawn here, in pixels, which sets the size of a message: 500x375, the"
                    + " default, makes about 50 KB. Not with --images.")
    Optional<ImageSize> imageSize;

    @Option(
            names = "--seed",
            paramLabel = "N",
            defaultValue = "" + Arrivals.DEFAULT_SEED,
            description = "The same seed sends the same photos in the same order, at the same instants"
                    + " (default: ${DEFAULT-VALUE}).")
    long seed;

    Duration timeout() {
        return Duration.ofMillis(Math.round(timeoutS * 1000));
    }
}
