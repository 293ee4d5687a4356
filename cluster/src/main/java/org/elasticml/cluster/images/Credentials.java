package org.elasticml.cluster.images;

import com.google.cloud.tools.jib.api.CredentialRetriever;
import com.google.cloud.tools.jib.api.ImageReference;
import com.google.cloud.tools.jib.frontend.CredentialRetrieverFactory;
import java.io.FileNotFoundException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** What {@code docker login} and {@code podman login} wrote down. */
final class Credentials {
    private Credentials() {}

    /**
     * Where to look, in the order of Quarkus' Jib extension, so that a base is fetched with what images are pushed with.
     *
     * @param environment of this program: {@code XDG_RUNTIME_DIR}, {@code DOCKER_CONFIG}
     * @param home the user's
     */
    static List<CredentialRetriever> of(ImageReference image, Map<String, String> environment, Path home)
            throws FileNotFoundException {
        CredentialRetrieverFactory factory = CredentialRetrieverFactory.forImage(image, event -> {});
        List<CredentialRetriever> retrievers = new ArrayList<>();
        retrievers.add(factory.wellKnownCredentialHelpers());
        retrievers.add(factory.dockerConfig());
        for (Path file : files(environment, home)) {
            retrievers.add(factory.dockerConfig(file));
        }
        return retrievers;
    }

    private static List<Path> files(Map<String, String> environment, Path home) {
        List<Path> files = new ArrayList<>();
        files.add(home.resolve(".config/containers/auth.json"));
        String runtime = environment.getOrDefault("XDG_RUNTIME_DIR", "");
        if (!runtime.isEmpty()) {
            files.add(Path.of(runtime, "containers", "auth.json"));
        }
        String docker = environment.getOrDefault("DOCKER_CONFIG", "");
        if (!docker.isEmpty()) {
            Path config = Path.of(docker);
            files.add(Files.isDirectory(config) ? config.resolve("config.json") : config);
        }
        return files;
    }
}
