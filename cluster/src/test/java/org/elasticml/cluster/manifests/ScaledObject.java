package org.elasticml.cluster.manifests;

import io.fabric8.kubernetes.api.model.ObjectMeta;
import java.util.List;
import java.util.Map;

/** KEDA's, with the fields that its documentation names (ScaledObject specification, 2.17) and that are used here. */
record ScaledObject(String apiVersion, String kind, ObjectMeta metadata, Spec spec) {
    record Spec(
            Target scaleTargetRef,
            Integer pollingInterval,
            Integer cooldownPeriod,
            Integer initialCooldownPeriod,
            Integer idleReplicaCount,
            Integer minReplicaCount,
            Integer maxReplicaCount,
            Fallback fallback,
            Advanced advanced,
            List<Trigger> triggers) {}

    record Target(String apiVersion, String kind, String name, String envSourceContainerName) {}

    record Fallback(Integer failureThreshold, Integer replicas, String behavior) {}

    record Advanced(Boolean restoreToOriginalReplicaCount, Hpa horizontalPodAutoscalerConfig) {}

    record Hpa(String name, Map<String, Object> behavior) {}

    /** Values of metadata are strings, whatever they mean. */
    record Trigger(
            String type,
            Map<String, String> metadata,
            String name,
            Boolean useCachedMetrics,
            String metricType,
            Map<String, String> authenticationRef) {}
}
