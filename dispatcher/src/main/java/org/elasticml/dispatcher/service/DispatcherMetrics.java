package org.elasticml.dispatcher.service;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.MultiGauge;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.Timer;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import java.util.function.ToDoubleFunction;
import org.elasticml.dispatcher.config.DispatcherConfig;
import org.elasticml.web.Outcome;
import org.elasticml.web.Service;

/** The metrics that other services read; their names are part of the contract between them. */
@ApplicationScoped
class DispatcherMetrics {
    private static final List<String> STATES = List.of("unknown", "ready", "draining", "ejected");

    private final MeterRegistry registry;
    private final Duration slo;
    private final Counter arrivals;
    private final Counter violations;
    private final Timer requestTimes;
    private final Timer waits;

    private final MultiGauge inFlight;
    private final MultiGauge states;
    private Supplier<Stats> stats;

    DispatcherMetrics(MeterRegistry registry, DispatcherConfig.Slo slo) {
        this.registry = registry;
        this.slo = Duration.ofMillis(Service.atLeastOne("SLO_MS", slo.ms()));
        this.arrivals = Counter.builder("dispatcher_arrivals_total")
                .description("Requests that came and were let in, whatever became of them")
                .register(registry);
        Outcome.ALL.forEach(this::requests);
        this.violations = Counter.builder("dispatcher_slo_violations_total")
                .description("Requests that did not succeed within the SLO")
                .register(registry);
        this.inFlight = MultiGauge.builder("dispatcher_replica_in_flight")
                .description("Requests that a replica has been sent and has not answered")
                .register(registry);
        this.states = MultiGauge.builder("dispatcher_replica_state")
                .description("1 for the state in which a replica is")
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

    MeterRegistry registry() {
        return registry;
    }

    void waited(long nanos) {
        waits.record(Duration.ofNanos(nanos));
    }

    void arrival() {
        arrivals.increment();
    }

    void end(String outcome, long nanos) {
        requests(outcome).increment();
        requestTimes.record(Duration.ofNanos(nanos));
        if (!outcome.equals("succeeded") || nanos > slo.toNanos()) {
            violations.increment();
        }
    }

    /** A request has ended that nobody waited for: how long it took violates nothing. */
    void endInBackground(String outcome) {
        requests(outcome).increment();
    }

    private Counter requests(String outcome) {
        return registry.counter("dispatcher_requests_total", "outcome", outcome);
    }

    /** Publishes what is only known when it is asked for. */
    void observe(Supplier<Stats> source) {
        stats = source;
        gauge("dispatcher_queue_size", now -> now.queue().size());
        gauge("dispatcher_background_size", now -> now.queue().background());
        gauge("dispatcher_capacity_per_second", now -> now.rates().capacityPerSecond());
        gauge("dispatcher_overloaded", now -> now.queue().overloaded() ? 1 : 0);
        gauge("dispatcher_weights_mixed", now -> now.weightsMixed() ? 1 : 0);
    }

    private void gauge(String name, ToDoubleFunction<Stats> value) {
        Gauge.builder(name, stats, now -> value.applyAsDouble(now.get()))
                .strongReference(true)
                .register(registry);
    }

    /** From now on there are these replicas. */
    void replicas(Set<String> names) {
        inFlight.register(rows(names, "", replica -> replica.inFlight()), true);
        states.register(
                STATES.stream()
                        .flatMap(state ->
                                rows(names, state, replica -> replica.state().equals(state) ? 1 : 0).stream())
                        .toList(),
                true);
    }

    private List<MultiGauge.Row<?>> rows(Set<String> names, String state, ToDoubleFunction<Stats.ReplicaStats> value) {
        return names.stream()
                .<MultiGauge.Row<?>>map(name -> MultiGauge.Row.of(
                        state.isEmpty() ? Tags.of("replica", name) : Tags.of("replica", name, "state", state),
                        this,
                        metrics -> metrics.stats.get().replicas().stream()
                                .filter(replica -> replica.name().equals(name))
                                .mapToDouble(value)
                                .findFirst()
                                .orElse(0)))
                .toList();
    }
}
