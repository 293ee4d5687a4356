package org.elasticml.autoscaler.actuate.kubernetes;

import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodBuilder;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.apps.DeploymentBuilder;
import io.fabric8.kubernetes.api.model.autoscaling.v2.HorizontalPodAutoscaler;
import io.fabric8.kubernetes.api.model.autoscaling.v2.HorizontalPodAutoscalerBuilder;
import java.time.Instant;

/** Objects as Kubernetes has them. */
final class Cluster {
    /** Long before what the API server says of itself: pods that went through it tell no boot time. */
    static final Instant CREATED = Instant.parse("2000-01-01T00:00:00Z");

    private Cluster() {}

    static Deployment deployment(int replicas) {
        return new DeploymentBuilder()
                .withNewMetadata()
                .withName("ml-app")
                .withNamespace("test")
                .endMetadata()
                .withNewSpec()
                .withReplicas(replicas)
                .endSpec()
                .build();
    }

    /** Created, with no node yet. */
    static Pod pending(String name) {
        return new PodBuilder()
                .withNewMetadata()
                .withName(name)
                .withNamespace("test")
                .withUid(name)
                .withCreationTimestamp(CREATED.toString())
                .addToLabels("app", "ml-app")
                .endMetadata()
                .withNewStatus()
                .withPhase("Pending")
                .addNewCondition()
                .withType("PodScheduled")
                .withStatus("False")
                .withReason("Unschedulable")
                .endCondition()
                .endStatus()
                .build();
    }

    static Pod notReady(String name) {
        return running(name, "False", 0);
    }

    static Pod ready(String name) {
        return ready(name, 10);
    }

    static Pod ready(String name, int bootSeconds) {
        return running(name, "True", bootSeconds);
    }

    private static Pod running(String name, String ready, int seconds) {
        return new PodBuilder(pending(name))
                .editStatus()
                .withPhase("Running")
                .withConditions()
                .addNewCondition()
                .withType("Ready")
                .withStatus(ready)
                .withLastTransitionTime(CREATED.plusSeconds(seconds).toString())
                .endCondition()
                .endStatus()
                .build();
    }

    static Pod going(Pod pod) {
        return new PodBuilder(pod)
                .editMetadata()
                .withDeletionTimestamp(CREATED.plusSeconds(100).toString())
                .endMetadata()
                .build();
    }

    static Pod evicted(String name) {
        return new PodBuilder(pending(name))
                .editStatus()
                .withPhase("Failed")
                .withReason("Evicted")
                .endStatus()
                .build();
    }

    static HorizontalPodAutoscaler autoscaler(String name, String kind, String target) {
        return new HorizontalPodAutoscalerBuilder()
                .withNewMetadata()
                .withName(name)
                .withNamespace("test")
                .endMetadata()
                .withNewSpec()
                .withNewScaleTargetRef("apps/v1", kind, target)
                .withMaxReplicas(5)
                .endSpec()
                .build();
    }
}
