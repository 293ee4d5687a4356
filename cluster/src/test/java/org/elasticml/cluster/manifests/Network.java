package org.elasticml.cluster.manifests;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.StreamSupport;

/** Who may send to whom by the network policies, as Kubernetes' documentation says they add up. */
final class Network {
    private static final String OUTSIDE = "anybody";

    private final List<Filed> pods;
    private final List<Filed> policies;

    /** @param folders those that are applied */
    Network(Corpus k8s, Set<String> folders) {
        this.pods = k8s.workloads().stream()
                .filter(pod -> folders.contains(pod.folder()))
                .toList();
        this.policies = k8s.ofKind("NetworkPolicy").stream()
                .filter(policy -> folders.contains(policy.folder()))
                .toList();
    }

    /** As {@code from -> to:port}, of the ports that pods listen at; from {@code anybody} in other namespaces, too. */
    Set<String> ways() {
        Set<String> ways = new TreeSet<>();
        for (Filed to : pods) {
            for (JsonNode port : to.containers().get(0).path("ports")) {
                String end = " -> " + to.name() + ":" + port.path("containerPort");
                if (may("Ingress", to, Optional.empty(), port)) {
                    ways.add(OUTSIDE + end);
                }
                pods.stream()
                        .filter(from -> may("Egress", from, Optional.of(to), port)
                                && may("Ingress", to, Optional.of(from), port))
                        .forEach(from -> ways.add(from.name() + end));
            }
        }
        return ways;
    }

    /** Where a pod may send that is none of the pods: ports, at any address; -1 is any that no policy names. */
    Set<Integer> portsAnywhere(String name) {
        Set<Integer> named = new TreeSet<>(Set.of(-1));
        policies.forEach(policy -> policy.at("/spec/egress").findValues("port").stream()
                .filter(JsonNode::isInt)
                .forEach(port -> named.add(port.asInt())));
        Set<Integer> open = new TreeSet<>();
        for (Filed pod : pods.stream().filter(each -> each.name().equals(name)).toList()) {
            named.stream()
                    .filter(port -> may("Egress", pod, Optional.empty(), container(port)))
                    .forEach(open::add);
        }
        return open;
    }

    private static JsonNode container(int port) {
        return JsonNodeFactory.instance.objectNode().put("containerPort", port);
    }

    private boolean may(String direction, Filed pod, Optional<Filed> other, JsonNode port) {
        List<Filed> binding = policies.stream()
                .filter(policy -> contains(policy.at("/spec/policyTypes"), direction))
                .filter(policy -> selects(policy.at("/spec/podSelector"), pod))
                .toList();
        String rules = direction.equals("Ingress") ? "/spec/ingress" : "/spec/egress";
        String peers = direction.equals("Ingress") ? "from" : "to";
        return binding.isEmpty()
                || binding.stream()
                        .flatMap(policy -> Manifest.objects(policy.at(rules)))
                        .anyMatch(rule -> isPort(rule.path("ports"), port) && isPeer(rule.path(peers), other));
    }

    private static boolean contains(JsonNode types, String direction) {
        return StreamSupport.stream(types.spliterator(), false)
                .anyMatch(type -> type.asText().equals(direction));
    }

    private static boolean selects(JsonNode selector, Filed pod) {
        return selector.path("matchLabels").isEmpty() || pod.isSelectedBy(selector.path("matchLabels"));
    }

    private static boolean isPort(JsonNode ports, JsonNode port) {
        List<JsonNode> open = ports.findValues("port");
        return ports.isEmpty() || open.contains(port.path("containerPort")) || open.contains(port.path("name"));
    }

    private static boolean isPeer(JsonNode peers, Optional<Filed> other) {
        return peers.isEmpty()
                || Manifest.objects(peers)
                        .anyMatch(peer -> !peer.has("namespaceSelector")
                                && other.isPresent()
                                && selects(peer.path("podSelector"), other.get()));
    }
}
