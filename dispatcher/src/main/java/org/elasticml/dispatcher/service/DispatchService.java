package org.elasticml.dispatcher.service;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.mutiny.Uni;
import io.vertx.core.DeploymentOptions;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.elasticml.core.balance.BalancingPolicies;
import org.elasticml.core.balance.BalancingPolicy;
import org.elasticml.core.queue.Priority;
import org.elasticml.dispatcher.client.ReplicaAddress;
import org.elasticml.dispatcher.client.ReplicaClient;
import org.elasticml.dispatcher.config.DispatcherConfig;
import org.elasticml.dispatcher.discovery.ReplicaSource;
import org.elasticml.dispatcher.discovery.ReplicaSources;
import org.elasticml.web.Service;
import org.jboss.logging.Logger;

/** Wires {@link Dispatch}, workers, probes and metrics together, and runs them. */
@ApplicationScoped
public class DispatchService {
    private static final Logger LOG = Logger.getLogger(DispatchService.class);

    private static final Duration EXPIRE_EVERY = Duration.ofMillis(20);
    private static final Duration PROBE_EVERY = Duration.ofMillis(500);
    private static final Duration PROBE_TIMEOUT = Duration.ofSeconds(1);

    private final Vertx vertx;
    private final ObjectMapper json;
    private final DispatcherMetrics metrics;
    private final ReplicaSource source;
    private final List<ReplicaAddress> replicas;
    private final int workers;
    private final int slots;
    private final long deadlineMillis;
    private final Dispatch dispatch;
    private ReplicaClient prober;

    DispatchService(
            Vertx vertx,
            ObjectMapper json,
            DispatcherMetrics metrics,
            ReplicaSources sources,
            DispatcherConfig.MlService mlService,
            DispatcherConfig.Queue queue,
            DispatcherConfig.Balancing balancing,
            DispatcherConfig.Deadline deadline) {
        this.vertx = vertx;
        this.json = json;
        this.metrics = metrics;
        this.source = sources.of(mlService.url());
        this.replicas = firstFound(source);
        this.workers = Service.atLeastOne("QUEUE_WORKERS", queue.workers());
        this.slots = Service.atLeastOne("BALANCING_SLOTS", balancing.slots());
        this.deadlineMillis = Service.atLeastOne("DEADLINE_MS", deadline.ms());
        this.dispatch = new Dispatch(
                Service.atLeastOne("QUEUE_CAPACITY", queue.capacity()),
                replicas.stream().map(ReplicaAddress::name).toList(),
                slots,
                policy(balancing.policy()),
                System::nanoTime,
                metrics::waited);
    }

    /** For now, the replicas are those that are found first; what changes later is not heard. */
    private static List<ReplicaAddress> firstFound(ReplicaSource source) {
        CompletableFuture<Set<ReplicaSource.Found>> first = new CompletableFuture<>();
        source.start(first::complete);
        Set<ReplicaSource.Found> found =
                first.completeOnTimeout(Set.of(), 1, TimeUnit.SECONDS).join();
        if (found.isEmpty()) {
            throw new Service.CantStart("no replica was found within a second by " + source.name());
        }
        return found.stream().map(ReplicaSource.Found::address).toList();
    }

    private static BalancingPolicy policy(String name) {
        try {
            return BalancingPolicies.named(name);
        } catch (IllegalArgumentException e) {
            throw new Service.CantStart("BALANCING_POLICY: " + e.getMessage(), e);
        }
    }

    void start(@Observes StartupEvent event) {
        metrics.observe(this::stats);
        Map<String, ReplicaAddress> addresses =
                replicas.stream().collect(Collectors.toMap(ReplicaAddress::name, Function.identity()));
        vertx.deployVerticle(
                        () -> new Worker(dispatch, addresses, slots, json),
                        new DeploymentOptions().setInstances(workers))
                .toCompletionStage()
                .toCompletableFuture()
                .join();
        vertx.setPeriodic(EXPIRE_EVERY.toMillis(), tick -> dispatch.expire());
        prober = new ReplicaClient(vertx, 1);
        replicas.forEach(this::probe);
        LOG.infof(
                "balancing over %s", replicas.stream().map(ReplicaAddress::name).collect(Collectors.joining(", ")));
    }

    /** Asks one replica how it is, now and ever again. */
    private void probe(ReplicaAddress replica) {
        prober.health(replica, PROBE_TIMEOUT)
                .map(answer -> answer.isSuccess() ? Optional.of(weights(answer.body())) : Optional.<String>empty())
                .otherwise(Optional.empty())
                .onSuccess(weights -> {
                    if (dispatch.probed(replica.name(), weights)
                            && dispatch.weights().size() > 1) {
                        LOG.warnf("the replicas serve different weights: %s", dispatch.weights());
                    }
                    vertx.setTimer(PROBE_EVERY.toMillis(), tick -> probe(replica));
                });
    }

    private String weights(Buffer health) {
        try {
            return json.readTree(health.getBytes()).path("weights").asText("unnamed");
        } catch (java.io.IOException e) {
            return "unnamed";
        }
    }

    void stop(@Observes ShutdownEvent event) {
        source.close();
        if (prober != null) {
            prober.close();
        }
    }

    /**
     * Queues the image and answers with what its replica says of it.
     *
     * @param query what follows {@code /predict} at the replica
     * @param startNanos the request's first byte, by {@link System#nanoTime}
     * @param deadline when the answer is no longer wanted, from then
     */
    public Uni<ObjectNode> classify(Buffer image, String query, long startNanos, Priority priority, Duration deadline) {
        PendingRequest request = new PendingRequest(image, query, startNanos, startNanos + deadline.toNanos());
        return Uni.createFrom().completionStage(dispatch.submit(request, priority));
    }

    /** What a request's own deadline is, or the default. */
    public Duration deadline(OptionalLong ownMillis) {
        return Duration.ofMillis(ownMillis.orElse(deadlineMillis));
    }

    /** A request has come, whatever becomes of it. */
    public void countArrival() {
        dispatch.countArrival();
        metrics.arrival();
    }

    /** A request has ended. */
    public void countEnd(String outcome, long startNanos) {
        metrics.end(outcome, System.nanoTime() - startNanos);
    }

    public Stats stats() {
        return dispatch.stats(workers);
    }
}
