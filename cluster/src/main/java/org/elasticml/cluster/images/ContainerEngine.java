package org.elasticml.cluster.images;

import java.nio.file.Path;
import java.util.List;
import java.util.function.Predicate;
import org.elasticml.loadtester.cli.CommandException;

/** Podman or Docker, whichever is really there: a client without its engine is not. */
public record ContainerEngine(String program) {
    private static final List<String> KNOWN = List.of("podman", "docker");

    /**
     * The one that answers {@code info}.
     *
     * @throws CommandException if neither does
     */
    public static ContainerEngine find() throws CommandException {
        return find(program -> Program.works(program, "info"));
    }

    static ContainerEngine find(Predicate<String> answers) throws CommandException {
        return KNOWN.stream()
                .filter(answers)
                .findFirst()
                .map(ContainerEngine::new)
                .orElseThrow(() -> Program.error("neither podman nor docker answers 'info' here; install one, or push"
                        + " to a registry, which needs neither: IMAGE_REGISTRY=host/path ./elastic images push"));
    }

    /**
     * The command that writes an image to a new or empty file, under the name by which a cluster looks for it. Podman's
     * own 'save' would write the name that it gives to what was made on this machine.
     */
    List<String> saves(ImageName image, Path archive) {
        return program.equals("podman")
                ? List.of(program, "push", image.toString(), "docker-archive:" + archive + ":" + image)
                : List.of(program, "save", "-o", archive.toString(), image.toString());
    }
}
