package org.elasticml.cluster.manifests;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What is asked of k8s/ as a whole. Each check says what is wrong, line by line. */
final class LayoutChecks {
    private static final Pattern FILE = Pattern.compile("([a-z0-9-]+/)*\\d\\d-[a-z0-9-]+\\.yaml");
    /** What YAML 1.1, and so kubectl, takes for a boolean where YAML 1.2 does not. */
    private static final Pattern OLD_BOOLEAN =
            Pattern.compile("(?im)^\\s*(- )?([^\\s#:]+: )?(y|n|yes|no|on|off)\\s*(#.*)?$");

    private static final Pattern IN_TABLE = Pattern.compile("(?m)^\\| ((?:`[A-Z_]+`(?:, )?)+) \\|");
    private static final Pattern NAME = Pattern.compile("`([A-Z_]+)`");

    private LayoutChecks() {}

    static List<String> files(Corpus k8s) {
        List<String> wrong = new ArrayList<>();
        k8s.texts().forEach((path, text) -> {
            if (!FILE.matcher(path).matches()) {
                wrong.add(path + ": is not called NN-what.yaml");
            }
            if (OLD_BOOLEAN.matcher(text).find()) {
                wrong.add(path + ": a yes, no, on or off needs quotes");
            }
        });
        for (Filed object : k8s.objects()) {
            boolean isNamespace = object.kind().equals("Namespace");
            if (object.folder().isEmpty()
                    && !StrictObjects.isCore(object.at("/apiVersion").asText(), object.kind())) {
                wrong.add(object.says("needs something installed"));
            }
            if (isNamespace != object.path().startsWith("00-")) {
                wrong.add(object.says("the namespace, and nothing else, is 00"));
            }
            if (!isNamespace && !object.at("/metadata/namespace").asText().equals("elastic-ml")) {
                wrong.add(object.says("is not in the namespace elastic-ml"));
            }
            labels(object, object.at("/metadata/labels"), wrong);
            object.manifest().podTemplate().ifPresent(pod -> labels(object, pod.at("/metadata/labels"), wrong));
        }
        return wrong;
    }

    private static void labels(Filed object, JsonNode labels, List<String> wrong) {
        if (!labels.has("app.kubernetes.io/name")
                || !labels.path("app.kubernetes.io/part-of").asText().equals("elastic-ml")) {
            wrong.add(object.says("lacks labels: name, or part-of"));
        }
    }

    /** Each is one object in one folder, and selectors, which can't be changed, hold the name only. */
    static List<String> objects(Corpus k8s) {
        List<String> wrong = new ArrayList<>();
        Set<String> seen = new HashSet<>();
        Map<String, String> nodePorts = new HashMap<>();
        for (Filed object : k8s.objects()) {
            if (!seen.add(object.folder() + " " + object.kind() + " " + object.name())) {
                wrong.add(object.says("is there twice"));
            }
            object.at("/spec/selector/matchLabels").fieldNames().forEachRemaining(label -> {
                if (!label.equals("app.kubernetes.io/name")) {
                    wrong.add(object.says("selects by " + label));
                }
            });
            for (JsonNode port : object.at("/spec/ports")) {
                String owner = object.kind() + " " + object.name();
                if (port.has("nodePort")
                        && !Optional.ofNullable(nodePorts.putIfAbsent(
                                        port.path("nodePort").asText(), owner))
                                .orElse(owner)
                                .equals(owner)) {
                    wrong.add(object.says("its nodePort is another's"));
                }
            }
        }
        return wrong;
    }

    /** Settings are those that README.md explains, or stand in the arguments. */
    static List<String> settings(Corpus k8s, String readme) {
        Set<String> known = new TreeSet<>();
        Matcher row = IN_TABLE.matcher(readme);
        while (row.find()) {
            Matcher name = NAME.matcher(row.group(1));
            while (name.find()) {
                known.add(name.group(1));
            }
        }
        List<String> wrong = new ArrayList<>();
        for (Filed object : k8s.objects()) {
            if (object.is("ConfigMap", "elastic-ml")) {
                object.at("/data").fieldNames().forEachRemaining(name -> unknown(object, name, known, wrong));
            }
            if (Filed.OWN.contains(object.name())) {
                object.containers().forEach(container -> Manifest.objects(container.path("env"))
                        .map(variable -> variable.path("name").asText())
                        .filter(name -> !container.path("args").toString().contains("$(" + name + ")"))
                        .forEach(name -> unknown(object, name, known, wrong)));
            }
        }
        return wrong;
    }

    private static void unknown(Filed object, String name, Set<String> known, List<String> wrong) {
        if (!known.contains(name)) {
            wrong.add(object.says("README.md does not know " + name));
        }
    }

    /** Who else scales ml-app does so within the same bounds, and the autoscaler looks on. */
    static List<String> rivals(Corpus k8s) {
        List<String> wrong = new ArrayList<>();
        for (Filed rival : k8s.objects()) {
            if (!rival.at("/spec/scaleTargetRef").isObject()) {
                continue;
            }
            List<Filed> reach = k8s.inReachOf(rival.folder());
            JsonNode settings = first(reach, "ConfigMap", "elastic-ml").at("/data");
            for (String bound : List.of("min", "max")) {
                JsonNode hpa = rival.at("/spec/" + bound + "Replicas");
                JsonNode keda = rival.at("/spec/" + bound + "ReplicaCount");
                String number = (hpa.isMissingNode() ? keda : hpa).asText();
                if (!number.equals(settings.path(bound.toUpperCase(Locale.ROOT) + "_REPLICAS")
                        .asText())) {
                    wrong.add(rival.says(bound + " is not the ConfigMap's"));
                }
            }
            Filed autoscaler = first(reach, "Deployment", "autoscaler");
            boolean looksOn = Manifest.objects(autoscaler.containers().get(0).path("env"))
                    .anyMatch(variable -> variable.path("name").asText().equals("ACTUATOR")
                            && variable.path("value").asText().equals("none"));
            if (!looksOn) {
                wrong.add(rival.says("two scale: the autoscaler's ACTUATOR is not none"));
            }
        }
        return wrong;
    }

    private static Filed first(List<Filed> reach, String kind, String name) {
        return reach.stream()
                .filter(object -> object.is(kind, name))
                .findFirst()
                .orElseThrow();
    }
}
