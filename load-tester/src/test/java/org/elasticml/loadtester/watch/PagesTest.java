package org.elasticml.loadtester.watch;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Arrays;
import java.util.OptionalInt;
import org.elasticml.loadtester.measure.Sample;
import org.junit.jupiter.api.Test;

class PagesTest {
    private static final String AUTOSCALER = """
            autoscaler_replicas{kind="wanted"} 5.0
            autoscaler_replicas{kind="ready"} 3.0
            autoscaler_replicas{kind="booting"} 2.0
            """;

    private static final String REPLICA = "ml_app_images_total 7\nsystem_cpu_count 2.0\n";

    @Test
    void believesTheAutoscalerFirst() {
        Sample sample = sample(true, dispatcher(4, "a ready"), AUTOSCALER);
        assertEquals(new Sample(9, of(3), of(2), none(), of(5), of(4), 1), sample);
        assertEquals(of(5), sample.replicas());
    }

    /** What the dispatcher calls unknown was not reached yet; what it leaves alone is paid for all the same. */
    @Test
    void elseCountsWhatTheDispatcherSees() {
        Sample sample = sample(true, dispatcher(1, "a ready", "b unknown", "c draining", "d ejected", "e ready"));
        assertEquals(new Sample(9, of(2), of(1), of(2), none(), of(1), 1), sample);
    }

    @Test
    void addsQueuesUpAndCountsReplicasOnce() {
        Sample sample = sample(true, dispatcher(1, "a ready", "b ejected"), dispatcher(2, "a ejected", "b ejected"));
        assertEquals(new Sample(9, of(1), of(0), of(1), none(), of(3), 1), sample);
    }

    @Test
    void doesNotTakeAMissingDispatcherForAnEmptyOne() {
        assertEquals(new Sample(9, of(1), of(0), of(0), none(), none(), 1), sample(false, dispatcher(1, "a ready")));
        assertEquals(new Sample(9, of(3), of(2), none(), of(5), none(), 1), sample(false, AUTOSCALER));
        assertEquals(new Sample(9, none(), none(), none(), none(), none(), 1), sample(true));
    }

    @Test
    void takesNotANumberForNotKnown() {
        Sample sample = sample(true, "dispatcher_queue_size NaN\n");
        assertEquals(none(), sample.queueSize());
    }

    @Test
    void learnsCoresFromReplicasOnly() {
        assertEquals(
                2,
                sample(true, "dispatcher_queue_size 0\nsystem_cpu_count 64\n", REPLICA)
                        .coresPerReplica());
    }

    private static String dispatcher(int queue, String... replicas) {
        StringBuilder page = new StringBuilder("dispatcher_queue_size " + queue + "\n");
        for (String replica : replicas) {
            String[] words = replica.split(" ");
            for (String state : new String[] {"unknown", "ready", "draining", "ejected"}) {
                page.append("dispatcher_replica_state{replica=\"" + words[0] + "\",state=\"" + state + "\"} "
                        + (state.equals(words[1]) ? "1.0" : "0.0") + "\n");
            }
        }
        return page.toString();
    }

    private static Sample sample(boolean complete, String... pages) {
        return new Pages(Arrays.stream(pages).map(Page::parse).toList(), complete).sample(9);
    }

    private static OptionalInt of(int value) {
        return OptionalInt.of(value);
    }

    private static OptionalInt none() {
        return OptionalInt.empty();
    }
}
