package org.elasticml.cluster.manifests;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;

/** Takes out of what quarkus-kubernetes writes that which only says how it was made, or is not ours to say. */
final class Tidy {
    private static final String APP_NAME = "app.kubernetes.io/name";
    private static final String GROUP = "elastic-ml/";

    private final String registry;

    /** @param registry in front of all images; may be empty */
    Tidy(String registry) {
        this.registry = registry.isEmpty() || registry.endsWith("/") ? registry : registry + "/";
    }

    Manifest tidied(Manifest written) {
        Manifest manifest = written.copy();
        dropTraces(manifest.root());
        manifest.podTemplate().ifPresent(Tidy::dropTraces);
        JsonNode spec = manifest.root().path("spec");
        if (manifest.kind().equals("Job")) {
            ((ObjectNode) spec).remove("selector"); // Kubernetes makes one for each Job, and takes no other
        } else if (spec.path("selector") instanceof ObjectNode selector) {
            byNameOnly(selector);
        }
        spec.at("/template/spec/topologySpreadConstraints")
                .forEach(constraint -> byNameOnly((ObjectNode) constraint.path("labelSelector")));
        manifest.dropEnvironment("KUBERNETES_NAMESPACE"); // the service account's token names it as well
        manifest.sortEnvironment();
        manifest.containers()
                .forEach(container ->
                        container.put("image", image(container.path("image").asText())));
        return manifest;
    }

    /** How Quarkus made it, which changes with each version or build and says nothing of what runs. */
    private static void dropTraces(ObjectNode object) {
        if (object.path("metadata") instanceof ObjectNode metadata) {
            metadata.remove("annotations");
            if (metadata.path("labels") instanceof ObjectNode labels) {
                labels.remove(List.of("app.kubernetes.io/managed-by", "app.kubernetes.io/version"));
            }
        }
    }

    /** A Deployment's selector can never be changed: it holds only what never changes. */
    private static void byNameOnly(ObjectNode selector) {
        ObjectNode labels = selector.path("matchLabels") instanceof ObjectNode match ? match : selector;
        labels.retain(APP_NAME);
    }

    /** The host and the group that the build put in front depend on who built it. */
    private String image(String built) {
        return registry + GROUP + built.substring(built.lastIndexOf('/') + 1);
    }
}
