package org.elasticml.cluster.manifests;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;
import java.util.TreeSet;

/** The ConfigMap that the services read as their environment. */
final class Settings {
    /** On a pod: a digest of the settings that it reads, so that it is rolled when one of them has changed. */
    static final String DIGEST = "elastic-ml/settings";

    static final String FILE = "01-elastic-ml-configmap.yaml";

    private static final int DIGITS = 16;

    private final Manifest configMap;

    Settings(Manifest configMap) {
        this.configMap = configMap;
    }

    /** The same with other values for some. */
    Settings with(Map<String, String> values) {
        Manifest changed = configMap.copy();
        values.forEach((key, value) -> changed.root().withObject("/data").put(key, value));
        return new Settings(changed);
    }

    Manifest manifest() {
        return configMap;
    }

    int number(String key) {
        return configMap.root().path("data").path(key).asInt();
    }

    /** Marks the pods of a Deployment with the settings that they read; a Job can't be changed, so it isn't marked. */
    Manifest mark(Manifest manifest) {
        String digest = digest(manifest);
        manifest.podTemplate()
                .filter(template -> manifest.kind().equals("Deployment") && !digest.isEmpty())
                .ifPresent(template -> template.withObject("/metadata")
                        .withObject("/annotations")
                        .put(DIGEST, digest));
        return manifest;
    }

    private String digest(Manifest manifest) {
        TreeSet<String> read = new TreeSet<>();
        for (ObjectNode container : manifest.containers()) {
            for (JsonNode variable : container.path("env")) {
                JsonNode from = variable.at("/valueFrom/configMapKeyRef");
                if (from.path("name").asText().equals(configMap.name())) {
                    String key = from.path("key").asText();
                    read.add(key + "=" + configMap.root().path("data").path(key).asText());
                }
            }
        }
        return read.isEmpty() ? "" : sha256(String.join("\n", read)).substring(0, DIGITS);
    }

    private static String sha256(String text) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e); // every JVM has it
        }
    }
}
