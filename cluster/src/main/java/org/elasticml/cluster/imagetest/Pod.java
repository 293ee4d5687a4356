package org.elasticml.cluster.imagetest;

import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.EnvVar;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.PodSpec;
import io.fabric8.kubernetes.api.model.Quantity;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.elasticml.cluster.images.Program;
import org.elasticml.loadtester.cli.CommandException;

/**
 * What a Deployment's manifest says of its pods, as far as a container engine can do it too.
 *
 * @param cpus the limit, as in {@code 1} or {@code 0.5}
 * @param memoryBytes the limit
 * @param user the number it runs as
 * @param preStopSeconds it goes on for so long before it is told to stop
 * @param graceSeconds from the beginning of that, after which it is killed
 */
record Pod(
        String name,
        Map<String, String> environment,
        String cpus,
        long memoryBytes,
        long user,
        int preStopSeconds,
        int graceSeconds) {
    /**
     * @param manifests all that is applied together
     * @param name the Deployment's
     * @throws CommandException if it is not there, or lacks one of these
     */
    static Pod of(List<HasMetadata> manifests, String name) throws CommandException {
        Deployment deployment = find(manifests, Deployment.class, name);
        PodSpec spec = deployment.getSpec().getTemplate().getSpec();
        Container container = spec.getContainers().get(0);
        try {
            Map<String, Quantity> limits = container.getResources().getLimits();
            return new Pod(
                    name,
                    environment(manifests, container.getEnv()),
                    limits.get("cpu").getNumericalAmount().stripTrailingZeros().toPlainString(),
                    limits.get("memory").getNumericalAmount().longValueExact(),
                    spec.getSecurityContext().getRunAsUser(),
                    Math.toIntExact(
                            container.getLifecycle().getPreStop().getSleep().getSeconds()),
                    Math.toIntExact(spec.getTerminationGracePeriodSeconds()));
        } catch (NullPointerException e) {
            throw Program.error("the Deployment " + name + " in k8s/ lacks a limit of cpu or memory, runAsUser, a"
                    + " preStop that sleeps, or terminationGracePeriodSeconds");
        }
    }

    private static Map<String, String> environment(List<HasMetadata> manifests, List<EnvVar> variables)
            throws CommandException {
        Map<String, String> environment = new TreeMap<>();
        for (EnvVar variable : variables) {
            environment.put(variable.getName(), value(manifests, variable));
        }
        return environment;
    }

    private static String value(List<HasMetadata> manifests, EnvVar variable) throws CommandException {
        if (variable.getValueFrom() == null) {
            return variable.getValue();
        }
        var reference = variable.getValueFrom().getConfigMapKeyRef();
        String value =
                find(manifests, ConfigMap.class, reference.getName()).getData().get(reference.getKey());
        if (value == null) {
            throw Program.error("the ConfigMap " + reference.getName() + " in k8s/ has no " + reference.getKey());
        }
        return value;
    }

    private static <T extends HasMetadata> T find(List<HasMetadata> manifests, Class<T> kind, String name)
            throws CommandException {
        return manifests.stream()
                .filter(kind::isInstance)
                .map(kind::cast)
                .filter(manifest -> manifest.getMetadata().getName().equals(name))
                .findFirst()
                .orElseThrow(() -> Program.error("k8s/ has no " + kind.getSimpleName() + " " + name));
    }
}
