package org.elasticml.cluster.manifests;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/** One object of Kubernetes, to be read and changed. */
final class Manifest {
    private static final String NAME = "name";

    private final ObjectNode root;

    Manifest(ObjectNode root) {
        this.root = root;
    }

    /** The beginning of one of ours. */
    static ObjectNode named(String apiVersion, String kind, String name, String app) {
        ObjectNode root = JsonNodeFactory.instance.objectNode();
        root.put("apiVersion", apiVersion).put("kind", kind);
        ObjectNode metadata = root.putObject("metadata").put(NAME, name).put("namespace", "elastic-ml");
        metadata.putObject("labels").put("app.kubernetes.io/name", app).put("app.kubernetes.io/part-of", "elastic-ml");
        return root;
    }

    Manifest copy() {
        return new Manifest(root.deepCopy());
    }

    String kind() {
        return root.path("kind").asText();
    }

    String name() {
        return root.at("/metadata/name").asText();
    }

    ObjectNode root() {
        return root;
    }

    /** What it is called without its number: {@code ml-app-deployment.yaml}. */
    String fileName() {
        return name() + "-" + kind().toLowerCase(Locale.ROOT) + ".yaml";
    }

    /** What its pods are made from; empty if it makes none. */
    Optional<ObjectNode> podTemplate() {
        return root.at("/spec/template") instanceof ObjectNode template
                        && template.at("/spec/containers").isArray()
                ? Optional.of(template)
                : Optional.empty();
    }

    List<ObjectNode> containers() {
        return podTemplate().stream()
                .flatMap(template -> objects(template.at("/spec/containers")))
                .toList();
    }

    /** Sets an environment variable of the only container; others keep their order. */
    Manifest environment(String variable, String value) {
        ArrayNode environment = containers().get(0).withArray("/env");
        ObjectNode entry = objects(environment)
                .filter(each -> each.path(NAME).asText().equals(variable))
                .findFirst()
                .orElseGet(environment::addObject);
        entry.removeAll();
        entry.put(NAME, variable).put("value", value);
        return this;
    }

    /** Drops an environment variable of all containers. */
    void dropEnvironment(String variable) {
        containers()
                .forEach(container -> drop(
                        container.path("env"),
                        entry -> entry.path(NAME).asText().equals(variable)));
    }

    void sortEnvironment() {
        for (ObjectNode container : containers()) {
            List<ObjectNode> sorted = objects(container.path("env"))
                    .sorted(Comparator.comparing(entry -> entry.path(NAME).asText()))
                    .toList();
            if (!sorted.isEmpty()) {
                container.putArray("env").addAll(sorted);
            }
        }
    }

    /** What the only container is guaranteed of a resource. */
    Manifest request(String resource, String quantity) {
        containers().get(0).withObject("/resources/requests").put(resource, quantity);
        return this;
    }

    Manifest replicas(int count) {
        root.withObject("/spec").put("replicas", count);
        return this;
    }

    private static void drop(JsonNode array, Predicate<JsonNode> which) {
        for (int i = array.size() - 1; i >= 0; i--) {
            if (which.test(array.get(i))) {
                ((ArrayNode) array).remove(i);
            }
        }
    }

    /** The objects in an array; none if it isn't one. */
    static Stream<ObjectNode> objects(JsonNode array) {
        return StreamSupport.stream(array.spliterator(), false)
                .filter(ObjectNode.class::isInstance)
                .map(ObjectNode.class::cast);
    }
}
