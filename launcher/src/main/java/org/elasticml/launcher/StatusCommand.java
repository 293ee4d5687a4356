package org.elasticml.launcher;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

/** {@code ./elastic status}: what runs. */
@Command(name = "status", mixinStandardHelpOptions = true, description = "Shows the services that this launcher runs.")
final class StatusCommand implements Callable<Integer> {
    @Override
    public Integer call() throws LaunchException {
        HttpJson http = new HttpJson();
        List<Running> all = Running.files(Project.current().stateFolder()).stream()
                .map(Running::read)
                .flatMap(List::stream)
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

    private static String state(Running service, HttpJson http) {
        if (service.process().isEmpty()) {
            return "ended";
        }
        if (service.port() == 0) {
            return "running";
        }
        Optional<JsonNode> health = http.get(service.port(), "/");
        if (health.isEmpty()) {
            return "not answering";
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
