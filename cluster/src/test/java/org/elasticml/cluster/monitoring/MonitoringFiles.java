package org.elasticml.cluster.monitoring;

import com.fasterxml.jackson.databind.JsonNode;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** What the manifests in {@code k8s/monitoring} and {@code k8s/keda} say to Prometheus, Grafana and KEDA. */
final class MonitoringFiles {
    /** The checkout. Maven runs tests in their module. */
    static final Path ROOT = Path.of("").toAbsolutePath().getParent();

    private static final KubernetesSerialization YAML = new KubernetesSerialization();

    private MonitoringFiles() {}

    /**
     * @param record the name of what a recording rule makes; empty for an alert
     * @param labels of an alert
     */
    record Rule(String record, String expression, Set<String> labels) {}

    /** {@code prometheus.yml}. */
    static String prometheusConfig() {
        return data("monitoring/13-prometheus-config-configmap.yaml", "prometheus.yml");
    }

    /** {@code rules.yml}. */
    static String prometheusRules() {
        return data("monitoring/14-prometheus-rules-configmap.yaml", "rules.yml");
    }

    static JsonNode dashboard() {
        return yaml(data("monitoring/21-grafana-dashboards-configmap.yaml", "elastic-ml.json"));
    }

    static JsonNode datasource() {
        return yaml(data("monitoring/20-grafana-config-configmap.yaml", "datasources.yaml"))
                .path("datasources")
                .path(0);
    }

    static JsonNode scaledObject() {
        return manifest("keda/20-ml-app-scaledobject.yaml");
    }

    static List<Rule> rules() {
        List<Rule> rules = new ArrayList<>();
        for (JsonNode group : yaml(prometheusRules()).path("groups")) {
            for (JsonNode rule : group.path("rules")) {
                Set<String> labels = new LinkedHashSet<>();
                rule.path("labels").fieldNames().forEachRemaining(labels::add);
                rules.add(
                        new Rule(rule.path("record").asText(), rule.path("expr").asText(), labels));
            }
        }
        return rules;
    }

    /** The labels that Prometheus gives to all that it scrapes. */
    static Set<String> targetLabels() {
        Set<String> labels = new LinkedHashSet<>(List.of("instance", "job"));
        for (JsonNode scrape : yaml(prometheusConfig()).path("scrape_configs")) {
            scrape.path("relabel_configs").findValuesAsText("target_label").forEach(labels::add);
        }
        return labels;
    }

    /** Of the panels. */
    static List<String> dashboardExpressions() {
        return dashboard().path("panels").findValuesAsText("expr");
    }

    static List<String> kedaQueries() {
        return scaledObject().path("spec").path("triggers").findValuesAsText("query");
    }

    private static String data(String file, String key) {
        JsonNode value = manifest(file).path("data").path(key);
        if (value.isMissingNode()) {
            throw new AssertionError(file + " has no " + key);
        }
        return value.asText();
    }

    private static JsonNode manifest(String file) {
        try {
            return yaml(Files.readString(ROOT.resolve("k8s").resolve(file)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static JsonNode yaml(String text) {
        return YAML.unmarshal(text, JsonNode.class);
    }
}
