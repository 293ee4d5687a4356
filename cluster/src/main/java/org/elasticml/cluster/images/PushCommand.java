package org.elasticml.cluster.images;

import java.util.List;
import java.util.concurrent.Callable;
import org.elasticml.launcher.Project;
import org.elasticml.loadtester.cli.CommandException;
import org.elasticml.loadtester.cli.ExitCode;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code ./elastic images push}. */
@Command(
        name = "push",
        mixinStandardHelpOptions = true,
        description = "Builds the images into a registry; neither podman nor Docker is needed. What 'docker login' or"
                + " 'podman login' wrote down is used.")
final class PushCommand implements Callable<Integer> {
    @Mixin
    private ImageOptions options;

    @Option(
            names = "--registry",
            defaultValue = "${env:IMAGE_REGISTRY:-}",
            paramLabel = "HOST[:PORT][/PATH]",
            description = "where to push; IMAGE_REGISTRY")
    private String registry;

    @Option(
            names = "--platform",
            defaultValue = "linux/amd64,linux/arm64",
            paramLabel = "PLATFORMS",
            description =
                    "separated by commas; ${DEFAULT-VALUE}. ml-app is for linux/amd64 alone, the only one that its"
                            + " operators are tried on")
    private String platform;

    @Override
    public Integer call() throws CommandException {
        RegistryAddress address = address();
        Images.Order order = new Images.Order(
                options.services(),
                options.base(),
                options.weights(),
                address.toString(),
                null,
                ImageOptions.platforms(List.of(platform)),
                options.insecure());
        List<ImageSizes> made = new Images(Project.current().root(), System.err::println).make(order);
        System.out.println(ImageSizes.table(made));
        return ExitCode.FINE;
    }

    private RegistryAddress address() throws CommandException {
        if (registry.isBlank()) {
            throw new CommandException(
                    ExitCode.USAGE,
                    "where to? IMAGE_REGISTRY (or --registry) is host[:port][/path], as in registry.example:5000/team");
        }
        try {
            return RegistryAddress.parse(registry);
        } catch (IllegalArgumentException e) {
            throw new CommandException(ExitCode.USAGE, e.getMessage());
        }
    }
}
