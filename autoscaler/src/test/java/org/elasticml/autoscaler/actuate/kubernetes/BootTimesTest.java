package org.elasticml.autoscaler.actuate.kubernetes;

import static org.elasticml.autoscaler.actuate.kubernetes.Cluster.notReady;
import static org.elasticml.autoscaler.actuate.kubernetes.Cluster.pending;
import static org.elasticml.autoscaler.actuate.kubernetes.Cluster.ready;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodBuilder;
import java.util.List;
import java.util.OptionalDouble;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class BootTimesTest {
    private final BootTimes times = new BootTimes();

    @Test
    void nothingIsKnownOfPodsThatWereNeverReady() {
        assertEquals(OptionalDouble.empty(), times.seconds(List.of(pending("a"), notReady("b"))));
    }

    /** One of them pulled its image first. */
    @Test
    void isTheMedian() {
        assertEquals(OptionalDouble.of(8), times.seconds(List.of(ready("a", 7), ready("b", 300), ready("c", 8))));
        assertEquals(
                OptionalDouble.of(8.5),
                times.seconds(List.of(ready("a", 7), ready("b", 300), ready("c", 8), ready("d", 9))));
    }

    @Test
    void ofTheLatestOnly() {
        List<Pod> pods = IntStream.rangeClosed(1, 100)
                .mapToObj(i -> ready("pod-" + i, i))
                .toList();
        assertEquals(OptionalDouble.of(98), times.seconds(pods));
    }

    @Test
    void isKnownWhenThePodsHaveGone() {
        times.seconds(List.of(ready("a", 7)));
        assertEquals(OptionalDouble.of(7), times.seconds(List.of()));
    }

    /** A probe that fails and succeeds later makes it look as if the pod had just booted. */
    @Test
    void aPodBootsOnce() {
        times.seconds(List.of(ready("a", 7)));
        times.seconds(List.of(notReady("a")));
        assertEquals(OptionalDouble.of(7), times.seconds(List.of(ready("a", 3600))));
    }

    @Test
    void isNotTakenFromPodsThatWereRestartedOrFromClocksThatDiffer() {
        Pod restarted = new PodBuilder(ready("a", 3600))
                .editStatus()
                .addNewContainerStatus()
                .withRestartCount(1)
                .endContainerStatus()
                .endStatus()
                .build();
        assertEquals(OptionalDouble.of(9), times.seconds(List.of(restarted, ready("b", -5), ready("c", 9))));
    }
}
