package org.elasticml.bench.stub;

import static org.elasticml.bench.UsageException.require;

import java.io.IOException;
import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** A target of known capacity, to try a load tester on. */
@Command(
        name = "stub",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = {
            "Runs a replica in all but the work until Ctrl-C: it answers as ml-app does, and takes for a batch the time that"
                    + " is set here, so that its capacity is known.",
            ""
        },
        footer = {
            "",
            "Example, 50 images a second, one after another:",
            "  elastic bench stub --port 9101 --image-ms 20"
        })
public final class StubCommand implements Callable<Integer> {
    private static final String HOST = "127.0.0.1";
    private static final double MAX_MILLIS = 60_000;

    @Option(names = "--port", paramLabel = "PORT", defaultValue = "9101", description = "default: ${DEFAULT-VALUE}")
    private int port;

    @Option(
            names = "--image-ms",
            paramLabel = "MS",
            defaultValue = "20",
            description = "what an image takes (default: ${DEFAULT-VALUE})")
    private double imageMillis;

    @Option(
            names = "--batch-ms",
            paramLabel = "MS",
            defaultValue = "0",
            description = "what a batch takes beside its images (default: ${DEFAULT-VALUE})")
    private double batchMillis;

    @Option(
            names = "--best-batch",
            paramLabel = "N",
            defaultValue = "1",
            description = "how many images are served together at most (default: ${DEFAULT-VALUE})")
    private int bestBatch;

    @Option(
            names = "--spread",
            paramLabel = "S",
            defaultValue = "0",
            description = "standard deviation of the logarithm of what a batch takes (default: ${DEFAULT-VALUE})")
    private double spread;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws Exception {
        require(port >= 1 && port <= 65_535, "--port is from 1 to 65535");
        require(isMillis(imageMillis) && isMillis(batchMillis), "--image-ms and --batch-ms are from 0 to 60000");
        require(bestBatch >= 1 && bestBatch <= StubCore.CAPACITY, "--best-batch is from 1 to " + StubCore.CAPACITY);
        require(spread >= 0 && spread <= 2, "--spread is from 0 to 2");
        StubSettings settings =
                new StubSettings(new ServiceCurve(batchMillis, imageMillis, spread), bestBatch, Duration.ZERO);
        try {
            StubReplica.start(HOST, port, settings)
                    .toCompletionStage()
                    .toCompletableFuture()
                    .get();
        } catch (ExecutionException e) {
            throw new IOException(
                    "the stub can't listen on " + HOST + ":" + port + ": "
                            + e.getCause().getMessage(),
                    e);
        }
        spec.commandLine()
                .getOut()
                .printf(
                        Locale.ROOT,
                        "a stub on http://%s:%d/predict: %s; Ctrl-C ends it%n",
                        HOST,
                        port,
                        settings.curve().isAtOnce()
                                ? "answers at once"
                                : String.format(Locale.ROOT, "%.1f images/s", settings.imagesPerSecond()));
        spec.commandLine().getOut().flush();
        new CountDownLatch(1).await();
        return 0;
    }

    private static boolean isMillis(double value) {
        return value >= 0 && value <= MAX_MILLIS;
    }
}
