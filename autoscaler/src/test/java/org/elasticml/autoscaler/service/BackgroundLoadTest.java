package org.elasticml.autoscaler.service;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import org.elasticml.autoscaler.actuate.ReplicaCounts;
import org.elasticml.autoscaler.observe.Observer;
import org.elasticml.autoscaler.observe.Reading;
import org.elasticml.autoscaler.observe.Readings;
import org.elasticml.core.metrics.PrometheusText;
import org.elasticml.core.scale.Policies;
import org.elasticml.core.scale.ReplicaLimits;
import org.elasticml.core.scale.ServiceCurve;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Requests for which nobody waits: dispatchers count them among what came, and not among what waits. */
class BackgroundLoadTest {
    private static final ReplicaLimits LIMITS = new ReplicaLimits(1, 20);
    private static final double SERVICE_SECONDS = 0.05;
    private static final double RATE = 60;

    private final Observer observer = new Observer(Optional.of(ServiceCurve.of(SERVICE_SECONDS)));
    private int replicas = 1;
    private double arrivals;
    private double backlog;
    private double busySeconds;

    private Readings second(int second) {
        arrivals += RATE;
        backlog += RATE;
        double served = Math.min(backlog, replicas / SERVICE_SECONDS);
        backlog -= served;
        busySeconds += served * SERVICE_SECONDS;
        String dispatcher = String.format(
                Locale.ROOT,
                "process_uptime_seconds %d\ndispatcher_arrivals_total %f\ndispatcher_queue_size 0\n"
                        + "dispatcher_background_size %f\ndispatcher_replica_in_flight{replica=\"r\"} %f\n",
                second,
                arrivals,
                backlog,
                Math.min(replicas, served * SERVICE_SECONDS));
        String replica = String.format(Locale.ROOT, "process_cpu_time_ns_total %f\n", busySeconds * 1e9);
        return new Readings(second, List.of(page("d", second, dispatcher)), List.of(page("r", second, replica)));
    }

    private static Reading page(String source, double second, String text) {
        return new Reading.Page(source, second, 0, PrometheusText.parse(text));
    }

    /** From one replica on, a third of what they need, until those there are do more than comes. */
    @ParameterizedTest
    @ValueSource(strings = {"slo", "hpa-70", "kpa-1"})
    void aloneGetsTheReplicasItNeeds(String policy) {
        Scaler scaler = new Scaler(() -> Policies.named(policy, LIMITS, 0.5), LIMITS, 5);
        for (int second = 0; second < 600; second++) {
            scaler.decide(
                            observer.see(second(second)),
                            new ReplicaCounts(replicas, replicas, 0, 0, OptionalDouble.empty()),
                            Optional.empty(),
                            OptionalInt.empty())
                    .target()
                    .ifPresent(target -> replicas = target);
        }
        assertEquals(0, backlog, policy + " ends with " + replicas + " replicas");
    }
}
