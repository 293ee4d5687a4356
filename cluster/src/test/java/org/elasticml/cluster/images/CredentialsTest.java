package org.elasticml.cluster.images;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.google.cloud.tools.jib.api.Credential;
import com.google.cloud.tools.jib.api.CredentialRetriever;
import com.google.cloud.tools.jib.api.ImageReference;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Where a login is found. */
class CredentialsTest {
    private static final String REGISTRY = "registry.example:5000";

    @TempDir
    Path folder;

    private Optional<Credential> found(Map<String, String> environment) throws Exception {
        ImageReference image = ImageReference.parse(REGISTRY + "/base:1");
        for (CredentialRetriever retriever : Credentials.of(image, environment, folder)) {
            Optional<Credential> credential = retriever.retrieve();
            if (credential.isPresent()) {
                return credential;
            }
        }
        return Optional.empty();
    }

    @ParameterizedTest
    @CsvSource({
        ".config/containers/auth.json, HOME, ''",
        "run/containers/auth.json, XDG_RUNTIME_DIR, run",
        "docker/config.json, DOCKER_CONFIG, docker",
        "docker.json, DOCKER_CONFIG, docker.json"
    })
    void whatALoginWroteDownIsFound(String file, String variable, String value) throws Exception {
        Path written = folder.resolve(file);
        Files.createDirectories(written.getParent());
        String login = Base64.getEncoder().encodeToString("me:secret".getBytes(StandardCharsets.UTF_8));
        Files.writeString(written, "{\"auths\": {\"" + REGISTRY + "\": {\"auth\": \"" + login + "\"}}}");
        Map<String, String> environment = Map.of(variable, folder.resolve(value).toString());
        assertEquals(Optional.of(Credential.from("me", "secret")), found(environment));
    }

    @Test
    void thereMayBeNone() throws Exception {
        assertEquals(Optional.empty(), found(Map.of("XDG_RUNTIME_DIR", "")));
    }
}
