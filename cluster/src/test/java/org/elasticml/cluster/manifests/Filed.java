package org.elasticml.cluster.manifests;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** An object in a file of k8s/. */
record Filed(String path, Manifest manifest) {
    /** Made of the project's own images. */
    static final Set<String> OWN = Set.of("ml-app", "dispatcher", "autoscaler", "load-tester");

    String folder() {
        return path.contains("/") ? path.substring(0, path.lastIndexOf('/')) : "";
    }

    String kind() {
        return manifest.kind();
    }

    String name() {
        return manifest.name();
    }

    /** @param pointer JSON's: {@code /spec/selector} */
    JsonNode at(String pointer) {
        return manifest.root().at(pointer);
    }

    boolean is(String kind, String name) {
        return kind().equals(kind) && name().equals(name);
    }

    boolean isSameAs(Filed other) {
        return other.is(kind(), name());
    }

    JsonNode podLabels() {
        return manifest.podTemplate().map(pod -> pod.at("/metadata/labels")).orElse(MissingNode.getInstance());
    }

    JsonNode podSpec() {
        return manifest.podTemplate().map(pod -> pod.path("spec")).orElse(MissingNode.getInstance());
    }

    List<ObjectNode> containers() {
        return manifest.containers();
    }

    boolean isSelectedBy(JsonNode labels) {
        return !labels.isEmpty()
                && labels.properties().stream().allMatch((Map.Entry<String, JsonNode> label) -> label.getValue()
                        .equals(podLabels().path(label.getKey())));
    }

    /** Whether a pod's container listens at it: a number, or a port's name. */
    boolean listensAt(JsonNode port) {
        return containers().stream()
                .flatMap(container -> Manifest.objects(container.path("ports")))
                .anyMatch(open -> open.path("name").equals(port)
                        || open.path("containerPort").equals(port));
    }

    /** For messages: what is wrong here. */
    String says(String wrong) {
        return path + ": " + wrong;
    }
}
