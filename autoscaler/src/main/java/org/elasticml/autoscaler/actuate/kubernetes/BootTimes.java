package org.elasticml.autoscaler.actuate.kubernetes;

import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodCondition;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.Set;

/**
 * How long pods took from being created to being ready, of late: the median of the {@value #RECENT} that became so last,
 * so that one that had to wait for its image or for a node does not stand for all. Kubernetes' times are whole seconds.
 */
final class BootTimes {
    static final int RECENT = 5;

    /** By pod, as it was when first seen ready: later its probe may fail and succeed again. */
    private final Map<String, Boot> boots = new HashMap<>();

    private record Boot(Instant ready, double seconds) {}

    /** @param pods all there are, ready or not */
    OptionalDouble seconds(Collection<Pod> pods) {
        Set<String> kept = new HashSet<>();
        for (Pod pod : pods) {
            String uid = pod.getMetadata().getUid();
            kept.add(uid);
            if (Pods.isReady(pod) && !boots.containsKey(uid)) {
                boots.put(uid, boot(pod));
            }
        }
        List<Map.Entry<String, Boot>> recent = boots.entrySet().stream()
                .filter(boot -> boot.getValue().seconds() >= 0)
                .sorted(Map.Entry.<String, Boot>comparingByValue(Comparator.comparing(Boot::ready))
                        .reversed())
                .limit(RECENT)
                .toList();
        recent.forEach(boot -> kept.add(boot.getKey()));
        boots.keySet().retainAll(kept);
        return median(recent.stream()
                .mapToDouble(boot -> boot.getValue().seconds())
                .sorted()
                .toArray());
    }

    /** Below 0 if it tells nothing: a container was restarted, or clocks of nodes differ by more than it took. */
    private static Boot boot(Pod pod) {
        PodCondition condition = Pods.readyCondition(pod).orElseThrow();
        Instant ready = Instant.parse(condition.getLastTransitionTime());
        Instant created = Instant.parse(pod.getMetadata().getCreationTimestamp());
        boolean hasRestarted = pod.getStatus().getContainerStatuses().stream()
                .anyMatch(container -> container.getRestartCount() != null && container.getRestartCount() > 0);
        return new Boot(
                ready, hasRestarted ? -1 : Duration.between(created, ready).toMillis() / 1e3);
    }

    private static OptionalDouble median(double[] sorted) {
        int half = sorted.length / 2;
        if (sorted.length == 0) {
            return OptionalDouble.empty();
        }
        return OptionalDouble.of(sorted.length % 2 == 1 ? sorted[half] : (sorted[half - 1] + sorted[half]) / 2);
    }
}
