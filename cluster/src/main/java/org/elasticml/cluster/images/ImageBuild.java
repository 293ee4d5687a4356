package org.elasticml.cluster.images;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * How one service's image is made: Maven packages it beside the runnable one, and Quarkus' Jib extension puts that on
 * the base, into an engine or a registry.
 *
 * @param base as Quarkus' Jib extension takes it: a registry's name, or {@code tar://FILE}
 * @param engine where the image goes; null to push it
 * @param platforms only where it is pushed may there be several
 */
record ImageBuild(
        ImageName image, String base, ContainerEngine engine, List<Platform> platforms, boolean insecure, Path cache) {
    /** The folder in the service's {@code target} where what the image has is packaged. */
    static final String FOLDER = "image-app";

    /** What Maven is told. */
    List<String> mavenArguments() {
        List<String> arguments = new ArrayList<>(List.of("-B", "-ntp", "package", "-Pimages"));
        arguments.addAll(List.of("-pl", image.service().module(), "-am"));
        // The sources were checked when they were built; what ./elastic runs stays as it is.
        arguments.addAll(List.of("-Dmaven.test.skip=true", "-Dspotless.check.skip=true"));
        quarkus(arguments, "package.output-directory", FOLDER);
        // So that it knows this project's own libraries, and gives them a layer apart from others'.
        quarkus(arguments, "bootstrap.workspace-discovery", "true");
        quarkus(arguments, "container-image.image", image.toString());
        quarkus(arguments, "container-image.insecure", Boolean.toString(insecure));
        quarkus(arguments, "jib.base-jvm-image", base);
        quarkus(arguments, "jib.base-image-layers-cache", cache.resolve("base").toString());
        quarkus(
                arguments,
                "jib.application-layers-cache",
                cache.resolve("application").toString());
        quarkus(
                arguments,
                "jib.jvm-additional-arguments",
                String.join(",", image.service().jvmOptions()));
        quarkus(
                arguments,
                "jib.platforms",
                platforms.stream().map(Platform::toString).collect(Collectors.joining(",")));
        if (image.service().hasNatives()) {
            quarkus(arguments, "class-loading.removed-artifacts", String.join(",", NativeLibraries.REPLACED));
            quarkus(arguments, "package.jar.user-configured-ignored-entries", BakedWeights.BUILTIN_RESOURCE);
        }
        if (engine == null) {
            quarkus(arguments, "container-image.push", "true");
        } else {
            quarkus(arguments, "container-image.build", "true");
            quarkus(arguments, "jib.docker-executable-name", engine.program());
        }
        return arguments;
    }

    private static void quarkus(List<String> arguments, String key, String value) {
        arguments.add("-Dquarkus." + key + "=" + value);
    }
}
