package org.elasticml.autoscaler.service;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.EnumMap;
import java.util.Map;
import java.util.function.Supplier;
import java.util.function.ToDoubleFunction;
import org.elasticml.autoscaler.actuate.Actuator;

/** The metrics that others read; their names are part of the contract between services. What is not known is NaN. */
@ApplicationScoped
class AutoscalerMetrics {
    private final MeterRegistry registry;
    private final Map<Reason, Counter> decisions = new EnumMap<>(Reason.class);
    private Supplier<Status> status;

    AutoscalerMetrics(MeterRegistry registry) {
        this.registry = registry;
        for (Reason reason : Reason.values()) {
            decisions.put(
                    reason,
                    Counter.builder("autoscaler_decisions_total")
                            .description("Looks, by what came of them")
                            .tag("reason", reason.toString())
                            .register(registry));
        }
    }

    void decided(Reason reason) {
        decisions.get(reason).increment();
    }

    /**
     * Publishes what is only known when it is asked for.
     *
     * @param acts see {@link Actuator#acts}
     */
    void observe(Supplier<Status> source, boolean acts) {
        status = source;
        gauge("autoscaler_acts", "0 if what is wanted is only shown", now -> acts ? 1 : 0);
        replicas("wanted", Status.Replicas::wanted);
        replicas("ready", Status.Replicas::ready);
        replicas("booting", Status.Replicas::booting);
        replicas("draining", Status.Replicas::draining);
        limit("min", Status.Limits::min);
        limit("max", Status.Limits::max);
        input("autoscaler_arrivals_per_second", "Over the last ten seconds", this::arrivalsPerSecond);
        input("autoscaler_queued", "Requests that wait in the dispatchers", Status.Inputs::queued);
        input("autoscaler_in_flight", "Requests that replicas work on", Status.Inputs::inFlight);
        input("autoscaler_replica_per_second", "Requests a second of one replica", Status.Inputs::perSecond);
        input("autoscaler_boot_seconds", "What a replica takes to boot", Status.Inputs::bootSeconds);
        gauge(
                "autoscaler_forecast_per_second",
                "Requests a second when a replica asked for now would serve",
                now -> now.forecast() == null ? Double.NaN : now.forecast().aheadPerSecond());
        gauge("autoscaler_blind", "1 while nothing is known", now -> now.blind() == null ? 0 : 1);
        gauge("autoscaler_partial", "1 while a dispatcher is not seen", now -> now.partial() == null ? 0 : 1);
        gauge("autoscaler_stands_back", "1 while another scales", now -> now.standsBack() == null ? 0 : 1);
        gauge("autoscaler_override", "1 while the number is set by hand", now -> now.override() == null ? 0 : 1);
    }

    private double arrivalsPerSecond(Status.Inputs inputs) {
        return inputs.arrivalsPerSecond() == null ? Double.NaN : inputs.arrivalsPerSecond();
    }

    private void replicas(String kind, ToDoubleFunction<Status.Replicas> value) {
        Gauge.builder(
                        "autoscaler_replicas",
                        status,
                        now -> now.get().replicas() == null
                                ? Double.NaN
                                : value.applyAsDouble(now.get().replicas()))
                .description("Replicas, as the actuator counts them")
                .tag("kind", kind)
                .strongReference(true)
                .register(registry);
    }

    private void limit(String kind, ToDoubleFunction<Status.Limits> value) {
        Gauge.builder(
                        "autoscaler_replicas_limit",
                        status,
                        now -> value.applyAsDouble(now.get().limits()))
                .description("How few and how many replicas there may be")
                .tag("kind", kind)
                .strongReference(true)
                .register(registry);
    }

    private void input(String name, String description, ToDoubleFunction<Status.Inputs> value) {
        gauge(name, description, now -> now.inputs() == null ? Double.NaN : value.applyAsDouble(now.inputs()));
    }

    private void gauge(String name, String description, ToDoubleFunction<Status> value) {
        Gauge.builder(name, status, now -> value.applyAsDouble(now.get()))
                .description(description)
                .strongReference(true)
                .register(registry);
    }
}
