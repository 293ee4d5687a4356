package org.elasticml.cluster.manifests;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** What a manifest names, and must be there before it. */
record References(Filed from, List<Reference> all) {
    /** @param key of a ConfigMap; empty: none in particular */
    record Reference(String kind, String name, String key) {
        @Override
        public String toString() {
            return kind + " " + name + (key.isEmpty() ? "" : " with " + key);
        }

        boolean isAnsweredBy(Filed object) {
            return object.is(kind, name) && (key.isEmpty() || object.at("/data").has(key));
        }
    }

    static References of(Filed from) {
        List<Reference> all = new ArrayList<>();
        JsonNode pod = from.podSpec();
        add(all, "ServiceAccount", pod.path("serviceAccountName"));
        for (ObjectNode container : from.containers()) {
            for (JsonNode variable : container.path("env")) {
                addKey(all, "ConfigMap", variable.at("/valueFrom/configMapKeyRef"));
                addKey(all, "Secret", variable.at("/valueFrom/secretKeyRef"));
            }
            for (JsonNode source : container.path("envFrom")) {
                add(all, "ConfigMap", source.at("/configMapRef/name"));
                add(all, "Secret", source.at("/secretRef/name"));
            }
        }
        volumes(pod).forEach(volume -> addVolume(all, volume));
        add(all, "Service", from.at("/spec/serviceName"));
        add(all, from.at("/roleRef/kind").asText(), from.at("/roleRef/name"));
        for (JsonNode subject : from.at("/subjects")) {
            add(all, subject.path("kind").asText(), subject.path("name"));
        }
        add(all, from.at("/spec/scaleTargetRef/kind").asText("Deployment"), from.at("/spec/scaleTargetRef/name"));
        return new References(from, List.copyOf(all));
    }

    /** Those of a projected volume as well. */
    private static Stream<ObjectNode> volumes(JsonNode pod) {
        return Manifest.objects(pod.path("volumes"))
                .flatMap(volume -> Stream.concat(Stream.of(volume), Manifest.objects(volume.at("/projected/sources"))));
    }

    private static void addVolume(List<Reference> all, JsonNode volume) {
        JsonNode configMap = volume.path("configMap");
        add(all, "ConfigMap", configMap.path("name"));
        configMap
                .path("items")
                .forEach(item -> all.add(new Reference(
                        "ConfigMap",
                        configMap.path("name").asText(),
                        item.path("key").asText())));
        add(all, "Secret", volume.at("/secret/secretName"));
        add(all, "PersistentVolumeClaim", volume.at("/persistentVolumeClaim/claimName"));
    }

    private static void add(List<Reference> all, String kind, JsonNode name) {
        if (name.isTextual()) {
            all.add(new Reference(kind, name.asText(), ""));
        }
    }

    private static void addKey(List<Reference> all, String kind, JsonNode source) {
        if (source.isObject()) {
            all.add(new Reference(
                    kind, source.path("name").asText(), source.path("key").asText()));
        }
    }
}
