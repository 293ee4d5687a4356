package org.elasticml.autoscaler.actuate.local;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import org.elasticml.autoscaler.config.AutoscalerConfig;
import org.elasticml.web.Service;

/**
 * How replicas are run here.
 *
 * @param command that starts one
 * @param dispatcher where they register
 * @param firstPort the first to try
 * @param logs the folder for their logs
 * @param written the file in which those that run are written down
 */
public record LocalSettings(List<String> command, URI dispatcher, int firstPort, Path logs, Path written) {
    private static final int HIGHEST_PORT = 65_535;
    private static final String EXAMPLE = "a JSON array of words, as in [\"java\",\"-jar\",\"quarkus-run.jar\"]";

    /**
     * @param port of this service: its name in what is written down
     * @throws Service.CantStart naming the setting that is wrong
     */
    public static LocalSettings of(AutoscalerConfig.Replica config, URI dispatcher, int port) {
        if (config.port() < 1 || config.port() > HIGHEST_PORT) {
            throw new Service.CantStart("REPLICA_PORT is " + config.port() + "; it is from 1 to " + HIGHEST_PORT);
        }
        List<String> command = command(config.command()
                .orElseThrow(
                        () -> new Service.CantStart("ACTUATOR is local, so REPLICA_COMMAND is needed: " + EXAMPLE)));
        Path logs = folder(config.logs());
        return new LocalSettings(
                command, dispatcher, config.port(), logs, logs.resolve("replicas-of-" + port + ".json"));
    }

    private static List<String> command(String setting) {
        try {
            List<String> words = new ObjectMapper().readValue(setting, new TypeReference<List<String>>() {});
            if (words != null && !words.isEmpty() && words.stream().noneMatch(word -> word == null)) {
                return List.copyOf(words);
            }
        } catch (JsonProcessingException e) {
            throw new Service.CantStart("REPLICA_COMMAND is '" + setting + "'; it is " + EXAMPLE, e);
        }
        throw new Service.CantStart("REPLICA_COMMAND is '" + setting + "'; it is " + EXAMPLE);
    }

    private static Path folder(String setting) {
        try {
            return Files.createDirectories(Path.of(setting).toAbsolutePath());
        } catch (IOException | InvalidPathException e) {
            throw new Service.CantStart("REPLICA_LOGS is '" + setting + "', which can't be made a folder", e);
        }
    }
}
