package org.elasticml.autoscaler.service;

import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.quarkus.vertx.http.HttpServerStart;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.event.ObservesAsync;
import java.time.Clock;
import java.util.List;
import java.util.OptionalInt;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.elasticml.autoscaler.actuate.Actuator;
import org.elasticml.autoscaler.observe.Observer;
import org.elasticml.autoscaler.observe.View;
import org.elasticml.autoscaler.scrape.MetricsSource;
import org.elasticml.core.scale.ReplicaLimits;
import org.elasticml.web.ProblemException;
import org.jboss.logging.Logger;

/** Runs the {@link Loop} on a thread of its own, and keeps what its latest look came to. */
@ApplicationScoped
public class AutoscalerService {
    private static final Logger LOG = Logger.getLogger(AutoscalerService.class);

    private final Settings settings;
    private final AutoscalerMetrics metrics;
    private final ScheduledExecutorService thread =
            Executors.newSingleThreadScheduledExecutor(task -> new Thread(task, "autoscaler"));
    private final Trouble failing = new Trouble("looks succeed again");
    private final ArrivalRate arrivalRate = new ArrivalRate();
    private MetricsSource source;
    private Loop loop;
    private Actuator actuator;
    private volatile OptionalInt override = OptionalInt.empty();
    private volatile Status status;

    AutoscalerService(Settings settings, AutoscalerMetrics metrics) {
        this.settings = settings;
        this.metrics = metrics;
    }

    void start(@Observes StartupEvent event) {
        source = settings.source();
        Scaler scaler = new Scaler(settings::policy, settings.limits(), settings.bootSeconds());
        loop = new Loop(source, new Observer(settings.service()), scaler, Clock.systemUTC()::instant);
        actuator = settings.actuator(loop::replicaStates);
        status = starting();
        metrics.observe(this::status, actuator.acts());
        LOG.infof(
                "policy %s, from %d to %d replicas; observes %s; actuator %s",
                settings.policyName(),
                settings.limits().floor(),
                settings.limits().ceiling(),
                source.name(),
                actuator.name());
    }

    /** Not before the port is ours: one that was started twice is to leave the other's replicas alone. */
    void open(@ObservesAsync HttpServerStart server) {
        thread.scheduleWithFixedDelay(this::look, 0, settings.everyMillis(), TimeUnit.MILLISECONDS);
    }

    void stop(@Observes ShutdownEvent event) {
        thread.shutdown();
        try {
            thread.awaitTermination(2, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        if (actuator != null) {
            actuator.close();
        }
        if (source != null) {
            source.close();
        }
    }

    private void look() {
        try {
            Loop.Look look = loop.look(actuator, override);
            if (look.view() instanceof View.Sighted seen) {
                arrivalRate.add(seen.figures().seconds(), seen.figures().arrivalsTotal());
            }
            metrics.decided(look.verdict().reason());
            status = Statuses.of(look, loop, settings, source.name(), actuator.name(), arrivalRate.perSecond());
            failing.is("");
        } catch (RuntimeException e) {
            LOG.debug("a look failed", e);
            failing.is("a look failed unexpectedly, trying again: " + e);
        }
    }

    private Status starting() {
        ReplicaLimits limits = settings.limits();
        return new Status(
                settings.policyName(),
                actuator.name(),
                source.name(),
                Reason.HOLD.toString(),
                "it has just started",
                null,
                null,
                null,
                null,
                null,
                null,
                new Status.Limits(limits.floor(), limits.ceiling()),
                null,
                null,
                List.of());
    }

    /** What the latest look came to. */
    public Status status() {
        return status;
    }

    /**
     * From the next look on there are to be so many, whatever the policy says.
     *
     * @throws ProblemException 400 if that is not allowed
     */
    public void override(int replicas) {
        ReplicaLimits limits = settings.limits();
        if (replicas < limits.floor() || replicas > limits.ceiling()) {
            throw new ProblemException(
                    400,
                    replicas + " replicas are not allowed: from " + limits.floor() + " (MIN_REPLICAS) to "
                            + limits.ceiling() + " (MAX_REPLICAS)");
        }
        override = OptionalInt.of(replicas);
        thread.execute(this::look);
    }

    /** From now on the policy decides again. */
    public void release() {
        override = OptionalInt.empty();
    }
}
