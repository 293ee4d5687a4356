package org.elasticml.autoscaler.actuate.kubernetes;

import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodCondition;
import java.util.Collection;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import org.elasticml.autoscaler.actuate.ReplicaCounts;

/** What pods amount to as replicas. */
final class Pods {
    private static final Set<String> ENDED = Set.of("Succeeded", "Failed");

    private Pods() {}

    /**
     * Ready and booting ones are together as many as are wanted. So one that is not there yet, has no node, starts or fails
     * its probe is booting all the same, and what a rollout has beyond that number is not: once ready it replaces one
     * that goes. Those ready beyond the number are about to go, as are those being deleted.
     *
     * @param wanted the Deployment's number
     * @param pods all that its selector finds
     */
    static ReplicaCounts count(int wanted, Collection<Pod> pods, OptionalDouble bootSeconds) {
        int serving = 0;
        int draining = 0;
        for (Pod pod : pods) {
            if (ENDED.contains(String.valueOf(pod.getStatus().getPhase()))) {
                continue; // evicted, say: it lies about until somebody clears up
            }
            if (pod.getMetadata().getDeletionTimestamp() != null) {
                draining++;
            } else if (isReady(pod)) {
                serving++;
            }
        }
        int ready = Math.min(serving, wanted);
        return new ReplicaCounts(wanted, ready, wanted - ready, draining + serving - ready, bootSeconds);
    }

    static boolean isReady(Pod pod) {
        return readyCondition(pod)
                .filter(condition -> "True".equals(condition.getStatus()))
                .isPresent();
    }

    static Optional<PodCondition> readyCondition(Pod pod) {
        return pod.getStatus().getConditions().stream()
                .filter(condition -> "Ready".equals(condition.getType()))
                .findFirst();
    }
}
