package org.elasticml.autoscaler.actuate.kubernetes;

import io.fabric8.kubernetes.api.model.rbac.PolicyRule;
import io.fabric8.kubernetes.api.model.rbac.Role;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** The Role that k8s/24-autoscaler-role.yaml gives. */
record Rights(List<PolicyRule> rules) {
    static Rights given() {
        try {
            String role = Files.readString(Path.of("../k8s/24-autoscaler-role.yaml"));
            return new Rights(Serialization.unmarshal(role, Role.class).getRules());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    boolean allow(Call call) {
        return rules.stream()
                .anyMatch(rule -> rule.getApiGroups().contains(call.group())
                        && rule.getResources().contains(call.resource())
                        && rule.getVerbs().contains(call.verb())
                        && (rule.getResourceNames().isEmpty()
                                || rule.getResourceNames().contains(call.name())));
    }

    /** As in {@link Call#what}. */
    Set<String> all() {
        return rules.stream()
                .flatMap(rule -> rule.getResources().stream()
                        .flatMap(resource -> rule.getVerbs().stream().map(verb -> verb + " " + resource)))
                .collect(Collectors.toSet());
    }
}
