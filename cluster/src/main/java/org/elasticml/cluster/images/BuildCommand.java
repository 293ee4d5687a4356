package org.elasticml.cluster.images;

import java.util.List;
import java.util.concurrent.Callable;
import org.elasticml.launcher.Project;
import org.elasticml.loadtester.cli.CommandException;
import org.elasticml.loadtester.cli.ExitCode;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code ./elastic images build}. */
@Command(
        name = "build",
        mixinStandardHelpOptions = true,
        description = "Builds the images into podman or Docker, whichever answers 'info'.")
final class BuildCommand implements Callable<Integer> {
    @Mixin
    private ImageOptions options;

    @Option(
            names = "--platform",
            defaultValue = "linux/amd64",
            paramLabel = "PLATFORM",
            description = "linux/amd64 or linux/arm64; ml-app is for linux/amd64 alone; ${DEFAULT-VALUE}")
    private String platform;

    @Override
    public Integer call() throws CommandException {
        List<Platform> platforms = ImageOptions.platforms(List.of(platform));
        if (platforms.size() != 1) {
            throw new CommandException(
                    ExitCode.USAGE, "an engine holds an image for one platform; a registry for several");
        }
        Images.Order order = new Images.Order(
                options.services(),
                options.base(),
                options.weights(),
                "",
                ContainerEngine.find(),
                platforms,
                options.insecure());
        List<ImageSizes> made = new Images(Project.current().root(), System.err::println).make(order);
        System.out.println(ImageSizes.table(made));
        return ExitCode.FINE;
    }
}
