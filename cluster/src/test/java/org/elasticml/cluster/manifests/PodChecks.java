package org.elasticml.cluster.manifests;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** What is asked of every pod. Each check says what is wrong, line by line. */
final class PodChecks {
    /** Without a registry's host, which would hold a dot, a colon, or be localhost; with a version. */
    private static final Pattern PINNED =
            Pattern.compile("(?!localhost/)[a-z0-9-]+(/[a-z0-9-]+)?:v?\\d+\\.\\d+\\.\\d+(-[a-z0-9.]+)?");

    /** Others' images, which a person has looked at. */
    private static final Set<String> OTHERS =
            Set.of("grafana/grafana", "nginxinc/nginx-unprivileged", "prom/prometheus", "redis");

    private static final String OWN_VERSION = "0.1.0";

    private PodChecks() {}

    static List<String> images(Corpus k8s) {
        return eachContainer(k8s, (workload, container) -> {
            String image = container.path("image").asText();
            String name = image.replaceFirst(":.*", "");
            boolean isKnown = name.startsWith("elastic-ml/")
                    ? Filed.OWN.contains(name.substring("elastic-ml/".length())) && image.endsWith(":" + OWN_VERSION)
                    : OTHERS.contains(name);
            List<String> wrong = new ArrayList<>();
            if (!PINNED.matcher(image).matches()) {
                wrong.add("the image " + image + " is not name:version");
            } else if (!isKnown) {
                wrong.add("nobody makes the image " + image);
            }
            if (!container.path("imagePullPolicy").asText().equals("IfNotPresent")) {
                wrong.add("an image that is there is not used");
            }
            return wrong;
        });
    }

    static List<String> resourcesAndProbes(Corpus k8s) {
        return eachContainer(k8s, (workload, container) -> {
            List<String> wrong = new ArrayList<>();
            for (String field : List.of(
                    "/resources/requests/cpu",
                    "/resources/requests/memory",
                    "/resources/limits/cpu",
                    "/resources/limits/memory")) {
                if (!container.at(field).isTextual()) {
                    wrong.add("no " + field);
                }
            }
            if (!workload.kind().equals("Job")) {
                Stream.of("startupProbe", "readinessProbe", "livenessProbe")
                        .filter(probe -> container.path(probe).isMissingNode())
                        .forEach(probe -> wrong.add("no " + probe));
            }
            return wrong;
        });
    }

    /** Kubernetes' restricted level, and a root file system that can't be written to. */
    static List<String> restricted(Corpus k8s) {
        List<String> wrong = new ArrayList<>(eachContainer(k8s, (workload, container) -> {
            JsonNode context = container.path("securityContext");
            List<String> missing = new ArrayList<>();
            require(missing, context.path("allowPrivilegeEscalation"), "false", "allowPrivilegeEscalation");
            require(missing, context.path("readOnlyRootFilesystem"), "true", "readOnlyRootFilesystem");
            require(missing, context.at("/capabilities/drop/0"), "ALL", "capabilities.drop");
            if (context.at("/capabilities").has("add") || context.has("privileged") || context.has("runAsUser")) {
                missing.add("rights of its own");
            }
            return missing;
        }));
        for (Filed workload : k8s.workloads()) {
            JsonNode pod = workload.podSpec();
            JsonNode context = pod.path("securityContext");
            List<String> missing = new ArrayList<>();
            require(missing, context.path("runAsNonRoot"), "true", "runAsNonRoot");
            require(missing, context.at("/seccompProfile/type"), "RuntimeDefault", "seccompProfile");
            if (context.path("runAsUser").asInt() == 0) {
                missing.add("runAsUser is root, or not said");
            }
            if (Stream.of("hostNetwork", "hostPID", "hostIPC").anyMatch(pod::has)
                    || !pod.findValues("hostPath").isEmpty()
                    || !pod.findValues("hostPort").isEmpty()) {
                missing.add("a part of the node");
            }
            boolean asksTheApiServer = pod.has("serviceAccountName");
            if (!asksTheApiServer
                    && !pod.path("automountServiceAccountToken").asText().equals("false")) {
                missing.add("a token without an account of its own");
            }
            missing.forEach(what -> wrong.add(workload.says(what)));
        }
        return wrong;
    }

    private static void require(List<String> missing, JsonNode actual, String expected, String field) {
        if (!actual.asText().equals(expected)) {
            missing.add(field + " is not " + expected);
        }
    }

    private interface ContainerCheck {
        List<String> wrong(Filed workload, ObjectNode container);
    }

    private static List<String> eachContainer(Corpus k8s, ContainerCheck check) {
        List<String> wrong = new ArrayList<>();
        for (Filed workload : k8s.workloads()) {
            Stream.concat(
                            workload.containers().stream(),
                            Manifest.objects(workload.podSpec().path("initContainers")))
                    .forEach(container ->
                            check.wrong(workload, container).forEach(what -> wrong.add(workload.says(what))));
        }
        return wrong;
    }
}
