package org.elasticml.loadtester.watch;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;

/** The replicas that a dispatcher names in its {@code /stats}, as they come and go; each tells of itself on its page of metrics. */
final class ReplicaSource implements ResourceSource {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final String group;
    private final URI stats;
    private final HttpText http;
    private final Consumer<String> say;
    private boolean said;

    /**
     * @param group what they are called together
     * @param say is told once that the dispatcher, or a replica that it calls ready, can't be read
     */
    ReplicaSource(String group, URI stats, HttpText http, Consumer<String> say) {
        this.group = group;
        this.stats = stats;
        this.http = http;
        this.say = say;
    }

    @Override
    public CompletableFuture<List<Reading>> check() {
        return http.getFirst(stats).thenApply(ReplicaSource::replicas).thenApply(replicas -> List.of());
    }

    @Override
    public CompletableFuture<List<Reading>> read() {
        return http.get(stats)
                .thenApply(ReplicaSource::replicas)
                .thenCompose(this::readAll)
                .exceptionally(failure -> missing(stats.toString(), failure));
    }

    private record Replica(String name, boolean ready) {}

    private static List<Replica> replicas(String stats) {
        JsonNode replicas;
        try {
            replicas = JSON.readTree(stats).path("replicas");
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("it is not JSON, as a dispatcher's /stats is", e);
        }
        if (!replicas.isArray()) {
            throw new IllegalArgumentException("it names no replicas, as a dispatcher's /stats does");
        }
        List<Replica> named = new ArrayList<>();
        replicas.forEach(replica -> named.add(new Replica(
                replica.path("name").asText(), replica.path("state").asText().equals("ready"))));
        return named;
    }

    private CompletableFuture<List<Reading>> readAll(List<Replica> replicas) {
        List<CompletableFuture<List<Reading>>> reads =
                replicas.stream().map(this::read).toList();
        return CompletableFuture.allOf(reads.toArray(CompletableFuture[]::new))
                .thenApply(all ->
                        reads.stream().flatMap(read -> read.join().stream()).toList());
    }

    /** One that boots or goes away may not answer. */
    private CompletableFuture<List<Reading>> read(Replica replica) {
        return CompletableFuture.completedFuture(replica.name())
                .thenApply(name -> URI.create("http://" + name + "/q/metrics"))
                .thenCompose(http::get)
                .thenApply(page -> List.of(Reading.ofPage(group + "/" + replica.name(), page, System.nanoTime())))
                .exceptionally(failure -> replica.ready() ? missing("replica " + replica.name(), failure) : List.of());
    }

    private synchronized List<Reading> missing(String what, Throwable failure) {
        if (!said) {
            said = true;
            say.accept("--watch: " + what + " cannot be read: " + HttpText.reason(failure)
                    + "; what is not read is missing from the report");
        }
        return List.of();
    }
}
