package org.elasticml.cluster.manifests;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.IntNode;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.elasticml.cluster.manifests.References.Reference;

/** Whether what manifests name is there: in their folder or those around it. Each check says what is wrong, line by line. */
final class ReferenceChecks {
    /** A Service's name, its namespace if it is said, and its port. */
    private static final Pattern URL =
            Pattern.compile("\\b(?:https?|redis|dns)://([a-z][a-z0-9-]*)(?:\\.elastic-ml\\.svc)?:(\\d+)");

    private ReferenceChecks() {}

    static List<String> named(Corpus k8s) {
        List<String> wrong = new ArrayList<>();
        for (Filed object : k8s.objects()) {
            List<Filed> reach = k8s.inReachOf(object.folder());
            for (Reference reference : References.of(object).all()) {
                List<Filed> found =
                        reach.stream().filter(reference::isAnsweredBy).toList();
                if (found.isEmpty()) {
                    wrong.add(object.says("there is no " + reference));
                }
                found.stream()
                        .filter(other -> other.folder().equals(object.folder()))
                        .filter(other -> other.path().compareTo(object.path()) > 0)
                        .forEach(other -> wrong.add(object.says("comes before " + other.path() + ", which it names")));
            }
        }
        return wrong;
    }

    /** Services, budgets and policies are for pods that there are, and ports that these listen at. */
    static List<String> selected(Corpus k8s) {
        List<String> wrong = new ArrayList<>();
        for (Filed service : k8s.ofKind("Service")) {
            List<Filed> pods = pods(k8s, service, service.at("/spec/selector"), wrong);
            ports(service, service.at("/spec/ports"), "targetPort", pods, wrong);
        }
        for (Filed budget : k8s.ofKind("PodDisruptionBudget")) {
            pods(k8s, budget, budget.at("/spec/selector/matchLabels"), wrong);
        }
        for (Filed policy : k8s.ofKind("NetworkPolicy")) {
            JsonNode labels = policy.at("/spec/podSelector/matchLabels");
            List<Filed> pods =
                    labels.isMissingNode() ? k8s.inReachOf(policy.folder()) : pods(k8s, policy, labels, wrong);
            policy.at("/spec/ingress").forEach(rule -> {
                ports(policy, rule.path("ports"), "port", pods, wrong);
                peers(k8s, policy, rule.path("from"), wrong);
            });
            policy.at("/spec/egress").forEach(rule -> {
                List<Filed> peers = peers(k8s, policy, rule.path("to"), wrong);
                if (!peers.isEmpty()) {
                    ports(policy, rule.path("ports"), "port", peers, wrong);
                }
            });
        }
        for (Filed workload : k8s.workloads()) {
            if (!workload.kind().equals("Job") && !workload.isSelectedBy(workload.at("/spec/selector/matchLabels"))) {
                wrong.add(workload.says("does not select its own pods"));
            }
            workload.podSpec()
                    .findValues("labelSelector")
                    .forEach(selector -> pods(k8s, workload, selector.path("matchLabels"), wrong));
        }
        return wrong;
    }

    private static List<Filed> pods(Corpus k8s, Filed by, JsonNode labels, List<String> wrong) {
        List<Filed> pods = k8s.inReachOf(by.folder()).stream()
                .filter(object -> object.isSelectedBy(labels))
                .toList();
        if (pods.isEmpty()) {
            wrong.add(by.says("no pod has the labels " + labels));
        }
        return pods;
    }

    /** The other end may be in another option: a policy that names it does no harm where it is not. */
    private static List<Filed> peers(Corpus k8s, Filed policy, JsonNode peers, List<String> wrong) {
        List<Filed> all = new ArrayList<>();
        for (JsonNode peer : peers) {
            JsonNode labels = peer.at("/podSelector/matchLabels");
            List<Filed> pods = k8s.workloads().stream()
                    .filter(pod -> pod.isSelectedBy(labels))
                    .toList();
            if (pods.isEmpty() && !peer.has("namespaceSelector")) {
                wrong.add(policy.says("no pod has the labels " + labels));
            }
            all.addAll(pods);
        }
        return all;
    }

    private static void ports(Filed by, JsonNode ports, String field, List<Filed> pods, List<String> wrong) {
        for (JsonNode port : ports) {
            JsonNode number = port.has(field) ? port.path(field) : port.path("port");
            if (!pods.isEmpty() && pods.stream().noneMatch(pod -> pod.listensAt(number))) {
                wrong.add(by.says("nobody listens at " + number));
            }
        }
    }

    /** Volumes that are mounted, ports that are probed, Services that an Ingress leads to. */
    static List<String> inside(Corpus k8s) {
        List<String> wrong = new ArrayList<>();
        for (Filed workload : k8s.workloads()) {
            List<String> volumes = Stream.concat(
                            Manifest.objects(workload.podSpec().path("volumes"))
                                    .map(volume -> volume.path("name").asText()),
                            Manifest.objects(workload.at("/spec/volumeClaimTemplates"))
                                    .map(claim -> claim.at("/metadata/name").asText()))
                    .toList();
            workload.containers().forEach(container -> {
                Manifest.objects(container.path("volumeMounts"))
                        .map(mount -> mount.path("name").asText())
                        .filter(mounted -> !volumes.contains(mounted))
                        .forEach(mounted -> wrong.add(workload.says("mounts " + mounted + ", which is no volume")));
                Stream.of("startupProbe", "readinessProbe", "livenessProbe")
                        .flatMap(probe -> container.path(probe).findValues("port").stream())
                        .filter(port -> !workload.listensAt(port))
                        .forEach(port -> wrong.add(workload.says("probes " + port + ", which is no port")));
            });
        }
        for (Filed ingress : k8s.ofKind("Ingress")) {
            for (JsonNode backend : ingress.at("/spec/rules").findValues("service")) {
                String port = backend.at("/port/name").asText();
                boolean isThere = k8s.inReachOf(ingress.folder()).stream()
                        .filter(object ->
                                object.is("Service", backend.path("name").asText()))
                        .anyMatch(service -> service.at("/spec/ports")
                                .findValuesAsText("name")
                                .contains(port));
                if (!isThere) {
                    wrong.add(ingress.says("no Service is behind " + backend));
                }
            }
        }
        return wrong;
    }

    /** Services that arguments, settings and triggers call by URL. */
    static List<String> called(Corpus k8s) {
        List<String> wrong = new ArrayList<>();
        List<Filed> services = k8s.ofKind("Service");
        for (Filed object : k8s.objects()) {
            Matcher url = URL.matcher(object.manifest().root().toString());
            while (url.find()) {
                String name = url.group(1);
                IntNode port = IntNode.valueOf(Integer.parseInt(url.group(2)));
                if (services.stream()
                        .filter(service -> service.name().equals(name))
                        .noneMatch(service ->
                                service.at("/spec/ports").findValues("port").contains(port))) {
                    wrong.add(object.says("no Service is at " + url.group()));
                }
            }
        }
        return wrong;
    }
}
