package org.elasticml.launcher;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Starts the autoscaler as this launcher runs it, and finds the replicas that it runs. */
final class Autoscaler {
    private static final String PREFIX = "autoscaler-";
    private static final Duration START_TIMEOUT = Duration.ofSeconds(90);
    private static final Duration POLL_EVERY = Duration.ofMillis(50);

    private Autoscaler() {}

    /**
     * From one replica up, each of which it starts by the same command.
     *
     * @param replicas environment variables of replicas, which they inherit
     */
    static ServiceProcess start(
            Project project, Ports ports, DeploymentOptions options, int cores, Map<String, String> replicas)
            throws LaunchException {
        int port = ports.autoscaler().orElseThrow();
        List<String> replica = project.mlApp().command(ServiceJvm.replicaOptions(cores), false);
        Map<String, String> settings = new HashMap<>(replicas);
        settings.putAll(settings(ports, options, replica, project.logFolder()));
        return ServiceProcess.start(
                PREFIX + port,
                port,
                project.autoscaler().command(ServiceJvm.autoscalerOptions(), true),
                settings,
                project.logFolder());
    }

    /** @param replica the command that starts one */
    static Map<String, String> settings(Ports ports, DeploymentOptions options, List<String> replica, Path logs) {
        Map<String, String> settings = new HashMap<>();
        settings.put("ACTUATOR", "local");
        settings.put("DISPATCHER_URL", "http://127.0.0.1:" + ports.dispatcher());
        settings.put("MAX_REPLICAS", Integer.toString(options.mostReplicas()));
        options.policy().ifPresent(policy -> settings.put("SCALING_POLICY", policy));
        settings.put("REPLICA_COMMAND", json(replica));
        settings.put("REPLICA_PORT", Integer.toString(ports.replicas().get(0)));
        settings.put("REPLICA_LOGS", logs.toString());
        return settings;
    }

    private static String json(List<String> words) {
        try {
            return new ObjectMapper().writeValueAsString(words);
        } catch (JsonProcessingException e) {
            throw new AssertionError("strings can be written", e);
        }
    }

    static boolean is(Running service) {
        return service.name().startsWith(PREFIX);
    }

    /** Those that an autoscaler runs, or left behind when it was killed. */
    static List<Running> replicas(Path logs, int port) {
        return Running.read(written(logs, port)).stream()
                .filter(replica -> replica.process().isPresent())
                .toList();
    }

    /** Where an autoscaler, by its port, writes them down. */
    static Path written(Path logs, int port) {
        return logs.resolve("replicas-of-" + port + ".json");
    }

    /** Ends the replicas that an autoscaler, which does not run any more, left behind; returns them. */
    static List<Running> stopReplicas(Path logs, int port) {
        List<Running> left = replicas(logs, port);
        left.forEach(Running::tellToEnd);
        left.forEach(Running::stop);
        try {
            Files.deleteIfExists(written(logs, port));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return left;
    }

    /**
     * Waits for the first replica.
     *
     * @return what its {@code GET /} answers
     * @throws LaunchException with its last words, or the autoscaler's, if one ends instead, or after 90 s
     */
    static JsonNode awaitReplica(Path logs, ServiceProcess autoscaler, HttpJson http) throws LaunchException {
        Optional<Running> first = Optional.empty();
        long deadlineNanos = System.nanoTime() + START_TIMEOUT.toNanos();
        while (System.nanoTime() - deadlineNanos < 0) {
            if (first.isEmpty()) {
                first = replicas(logs, autoscaler.port()).stream().findFirst();
            } else if (first.get().process().isEmpty()) {
                throw ServiceProcess.ended(first.get().name(), logs);
            }
            Optional<JsonNode> health =
                    first.flatMap(replica -> http.get(replica.port(), "/")).filter(answer -> isReady(autoscaler, http));
            if (health.isPresent()) {
                return health.get();
            }
            autoscaler.waitFor(POLL_EVERY);
        }
        throw new LaunchException("no replica is ready after " + START_TIMEOUT.toSeconds() + " s; logs in " + logs);
    }

    private static boolean isReady(ServiceProcess autoscaler, HttpJson http) {
        return http.get(autoscaler.port(), "/")
                .filter(health -> health.path("replicas").path("ready").asInt() > 0)
                .isPresent();
    }
}
