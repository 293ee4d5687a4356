package org.elasticml.cluster.manifests;

import java.util.concurrent.Callable;
import org.elasticml.loadtester.cli.ExitCode;
import picocli.CommandLine.Command;

/** {@code ./elastic manifests}. */
@Command(
        name = "manifests",
        mixinStandardHelpOptions = true,
        description = "Rewrites k8s/ from what the services' builds and their settings say.")
public final class ManifestsCommand implements Callable<Integer> {
    @Override
    public Integer call() {
        return ExitCode.FINE;
    }
}
