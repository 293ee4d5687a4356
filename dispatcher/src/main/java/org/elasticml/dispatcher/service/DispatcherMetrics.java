package org.elasticml.dispatcher.service;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.function.Supplier;
import java.util.function.ToDoubleFunction;
import org.elasticml.dispatcher.config.DispatcherConfig;
import org.elasticml.web.Service;

/** The metrics that other services read; their names are part of the contract between them. */
@ApplicationScoped
class DispatcherMetrics {
    private final MeterRegistry registry;
    private final Duration slo;
    private final Counter arrivals;
    private final Counter violations;
    private final Timer requestTimes;
    private final Timer waits;

    DispatcherMetrics(MeterRegistry registry, DispatcherConfig.Slo slo) {
        this.registry = registry;
        this.slo = Duration.ofMillis(Service.atLeastOne("SLO_MS", slo.ms()));
        this.arrivals = Counter.builder("dispatcher_arrivals_total")
                .description("Requests that came, whatever became of them")
                .register(registry);
        this.violations = Counter.builder("dispatcher_slo_violations_total")
                .description("Requests that did not succeed within the SLO")
                .register(registry);
        this.waits = Timer.builder("dispatcher_queue_wait_seconds")
                .description("In the queue, until sent to a replica")
                .publishPercentileHistogram()
                .register(registry);
        this.requestTimes = Timer.builder("dispatcher_request_seconds")
                .description("From a request's first byte to its answer")
                .publishPercentileHistogram()
                .serviceLevelObjectives(this.slo)
                .register(registry);
    }

    void waited(long nanos) {
        waits.record(Duration.ofNanos(nanos));
    }

    void arrival() {
        arrivals.increment();
    }

    void end(String outcome, long nanos) {
        registry.counter("dispatcher_requests_total", "outcome", outcome).increment();
        requestTimes.record(Duration.ofNanos(nanos));
        if (!outcome.equals("succeeded") || nanos > slo.toNanos()) {
            violations.increment();
        }
    }

    /** Publishes what is only known when it is asked for. */
    void observe(Supplier<Stats> stats) {
        gauge("dispatcher_queue_size", "", "", stats, now -> now.queue().size());
        gauge("dispatcher_weights_mixed", "", "", stats, now -> now.weightsMixed() ? 1 : 0);
        for (Stats.ReplicaStats replica : stats.get().replicas()) {
            String name = replica.name();
            gauge("dispatcher_replica_in_flight", name, "", stats, now -> one(now, name)
                    .inFlight());
            for (String state : new String[] {"unknown", "ready", "ejected"}) {
                gauge(
                        "dispatcher_replica_state",
                        name,
                        state,
                        stats,
                        now -> one(now, name).state().equals(state) ? 1 : 0);
            }
        }
    }

    private static Stats.ReplicaStats one(Stats stats, String name) {
        return stats.replicas().stream()
                .filter(replica -> replica.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    private void gauge(
            String name, String replica, String state, Supplier<Stats> stats, ToDoubleFunction<Stats> value) {
        Gauge.Builder<Supplier<Stats>> gauge = Gauge.builder(name, stats, now -> value.applyAsDouble(now.get()))
                .strongReference(true);
        if (!replica.isEmpty()) {
            gauge.tag("replica", replica);
        }
        if (!state.isEmpty()) {
            gauge.tag("state", state);
        }
        gauge.register(registry);
    }
}
