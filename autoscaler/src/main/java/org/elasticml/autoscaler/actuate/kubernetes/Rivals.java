package org.elasticml.autoscaler.actuate.kubernetes;

import static org.elasticml.autoscaler.actuate.kubernetes.ApiHealth.AUTOSCALERS;

import io.fabric8.kubernetes.api.model.autoscaling.v2.HorizontalPodAutoscaler;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.util.Optional;

/** The HorizontalPodAutoscalers that scale the same Deployment; KEDA scales by one, too. */
final class Rivals implements AutoCloseable {
    private final String deployment;
    private final Watched<HorizontalPodAutoscaler> autoscalers;

    Rivals(KubernetesClient client, ApiHealth health, String namespace, String deployment) {
        this.deployment = deployment;
        this.autoscalers = new Watched<>(
                AUTOSCALERS,
                health,
                client.autoscaling()
                        .v2()
                        .horizontalPodAutoscalers()
                        .inNamespace(namespace)
                        .runnableInformer(0));
    }

    /** Why it is not ours to scale, for a reader; empty if there is none, for sure. */
    Optional<String> reason() {
        Optional<String> doubt = autoscalers.doubt();
        if (doubt.isPresent()) {
            return Optional.of("it is not known whether a HorizontalPodAutoscaler scales it: " + doubt.get());
        }
        return autoscalers.list().stream()
                .filter(this::isOurTarget)
                .findFirst()
                .map(rival -> "HorizontalPodAutoscaler " + rival.getMetadata().getName() + " scales it");
    }

    private boolean isOurTarget(HorizontalPodAutoscaler autoscaler) {
        var target = autoscaler.getSpec().getScaleTargetRef();
        return "Deployment".equals(target.getKind()) && deployment.equals(target.getName());
    }

    @Override
    public void close() {
        autoscalers.close();
    }
}
