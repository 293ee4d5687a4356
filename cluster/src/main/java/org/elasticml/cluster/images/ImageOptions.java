package org.elasticml.cluster.images;

import java.util.Arrays;
import java.util.List;
import org.elasticml.loadtester.cli.CommandException;
import org.elasticml.loadtester.cli.ExitCode;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** What {@code images build} and {@code images push} share. */
final class ImageOptions {
    static final String DEFAULT_BASE = "eclipse-temurin:17.0.16_8-jre-noble";

    @Option(
            names = "--base",
            defaultValue = "${env:IMAGE_BASE:-" + DEFAULT_BASE + "}",
            paramLabel = "IMAGE",
            description = "what the images stand on: a Linux with Java 17, glibc and libstdc++; IMAGE_BASE, else"
                    + " ${DEFAULT-VALUE}")
    private String base;

    @Option(
            names = "--weights",
            defaultValue = "imagenet",
            paramLabel = "NAME",
            description = "what ml-app's image has: imagenet (fetched, unless cached), or builtin, this project's own"
                    + " ten classes; ${DEFAULT-VALUE}")
    private BakedWeights weights;

    @Option(
            names = "--insecure",
            description = "registries may do without a certificate, or without TLS; those on this machine always may")
    private boolean insecure;

    @Parameters(
            arity = "0..*",
            paramLabel = "SERVICE",
            description = "which images: ml-app, dispatcher, autoscaler, load-tester; all")
    private List<String> services = List.of();

    String base() {
        return base;
    }

    BakedWeights weights() {
        return weights;
    }

    boolean insecure() {
        return insecure;
    }

    List<ImageService> services() throws CommandException {
        return services(services);
    }

    /**
     * @param services their names; none means all
     */
    static List<ImageService> services(List<String> services) throws CommandException {
        try {
            return services.isEmpty()
                    ? List.of(ImageService.values())
                    : services.stream().map(ImageService::of).toList();
        } catch (IllegalArgumentException e) {
            throw new CommandException(ExitCode.USAGE, e.getMessage());
        }
    }

    /**
     * @param names as given
     * @return at least one
     */
    static List<Platform> platforms(List<String> names) throws CommandException {
        try {
            List<Platform> platforms = names.stream()
                    .flatMap(name -> Arrays.stream(name.split(",")))
                    .map(Platform::parse)
                    .distinct()
                    .toList();
            if (platforms.isEmpty()) {
                throw new CommandException(ExitCode.USAGE, "--platform names none: linux/amd64 or linux/arm64");
            }
            return platforms;
        } catch (IllegalArgumentException e) {
            throw new CommandException(ExitCode.USAGE, e.getMessage());
        }
    }
}
