package org.elasticml.launcher;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import picocli.CommandLine.Command;

/** {@code ./elastic status}: what runs. */
@Command(name = "status", mixinStandardHelpOptions = true, description = "Shows the services that this launcher runs.")
final class StatusCommand implements Callable<Integer> {
    @Override
    public Integer call() throws LaunchException {
        HttpJson http = new HttpJson();
        Project project = Project.current();
        Path logs = project.logFolder();
        List<Running> all = Running.files(project.stateFolder()).stream()
                .map(Running::read)
                .flatMap(List::stream)
                .flatMap(service -> withReplicas(service, logs))
                .toList();
        if (all.isEmpty()) {
            System.out.println("nothing runs; './elastic up' starts it");
            return 0;
        }
        System.out.printf("%-18s %6s %8s  %s%n", "service", "port", "process", "state");
        for (Running service : all) {
            System.out.printf(
                    Locale.ROOT,
                    "%-18s %6d %8d  %s%n",
                    service.name(),
                    service.port(),
                    service.pid(),
                    state(service, http));
        }
        return 0;
    }

    private static Stream<Running> withReplicas(Running service, Path logs) {
        return Autoscaler.is(service)
                ? Stream.concat(Stream.of(service), Autoscaler.replicas(logs, service.port()).stream())
                : Stream.of(service);
    }

    private static String state(Running service, HttpJson http) {
        if (service.process().isEmpty()) {
            return "ended";
        }
        if (service.port() == 0) {
            return "running";
        }
        if (Autoscaler.is(service)) {
            return http.get(service.port(), "/status")
                    .map(status -> AutoscalerState.of(status, ZoneId.systemDefault()))
                    .orElse("not answering");
        }
        Optional<JsonNode> health = http.get(service.port(), "/");
        if (health.isEmpty() || http.get(service.port(), "/q/health/ready").isEmpty()) {
            return health.isEmpty() ? "not answering" : "not ready: starting, or draining";
        }
        JsonNode said = health.get();
        return said.has("weights")
                ? String.format(
                        Locale.ROOT,
                        "ready: %s, %s, weights %s, %.0f images/s",
                        said.path("model").asText(),
                        said.path("precision").asText(),
                        said.path("weights").asText(),
                        said.path("images_per_second").asDouble())
                : String.format(
                        Locale.ROOT,
                        "ready: %d replicas, %d waiting",
                        said.path("replicas").asInt(),
                        said.path("queue_size").asInt());
    }
}
