package org.elasticml.autoscaler.actuate.kubernetes;

import static org.elasticml.autoscaler.actuate.kubernetes.Cluster.evicted;
import static org.elasticml.autoscaler.actuate.kubernetes.Cluster.going;
import static org.elasticml.autoscaler.actuate.kubernetes.Cluster.notReady;
import static org.elasticml.autoscaler.actuate.kubernetes.Cluster.pending;
import static org.elasticml.autoscaler.actuate.kubernetes.Cluster.ready;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.fabric8.kubernetes.api.model.Pod;
import java.util.List;
import java.util.OptionalDouble;
import java.util.stream.Stream;
import org.elasticml.autoscaler.actuate.ReplicaCounts;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class PodsTest {
    /** What it is, how many are wanted, the pods; ready, booting, draining. */
    static Stream<Arguments> situations() {
        Pod up = ready("a");
        Pod alsoUp = ready("b");
        return Stream.of(
                Arguments.of("none", 0, List.of(), 0, 0, 0),
                Arguments.of("steady", 2, List.of(up, alsoUp), 2, 0, 0),
                Arguments.of("not created yet", 3, List.of(up), 1, 2, 0),
                Arguments.of("without a node", 2, List.of(up, pending("b")), 1, 1, 0),
                Arguments.of("starting", 2, List.of(up, notReady("b")), 1, 1, 0),
                Arguments.of("going", 1, List.of(up, going(alsoUp)), 1, 0, 1),
                Arguments.of("going before it was ready", 1, List.of(up, going(pending("b"))), 1, 0, 1),
                Arguments.of("to go, not yet told", 1, List.of(up, alsoUp), 1, 0, 1),
                Arguments.of("one is replaced", 2, List.of(up, going(alsoUp), pending("c")), 1, 1, 1),
                Arguments.of("evicted", 2, List.of(up, alsoUp, evicted("c")), 2, 0, 0),
                Arguments.of("rollout, the surge pod starts", 2, List.of(up, alsoUp, notReady("c")), 2, 0, 0),
                Arguments.of("rollout, the surge pod is ready", 2, List.of(up, alsoUp, ready("c")), 2, 0, 1),
                Arguments.of("rollout, one old has gone", 2, List.of(up, notReady("c"), pending("d")), 1, 1, 0),
                Arguments.of("scaled to none", 0, List.of(going(up)), 0, 0, 1));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("situations")
    void counts(String situation, int wanted, List<Pod> pods, int ready, int booting, int draining) {
        OptionalDouble bootSeconds = OptionalDouble.of(3);
        assertEquals(
                new ReplicaCounts(wanted, ready, booting, draining, bootSeconds),
                Pods.count(wanted, pods, bootSeconds));
    }
}
