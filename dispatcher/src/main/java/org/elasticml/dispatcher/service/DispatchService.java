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
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.SplittableRandom;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.elasticml.core.balance.BalancingPolicies;
import org.elasticml.core.balance.BalancingPolicy;
import org.elasticml.core.balance.Hash64;
import org.elasticml.dispatcher.client.ReplicaAddress;
import org.elasticml.dispatcher.client.ReplicaClient;
import org.elasticml.dispatcher.config.DispatcherConfig;
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
    private final List<ReplicaAddress> replicas;
    private final int workers;
    private final int slots;
    private final long deadlineMillis;
    private final boolean usesKey;
    private final Dispatch dispatch;
    private ReplicaClient prober;

    DispatchService(
            Vertx vertx,
            ObjectMapper json,
            DispatcherMetrics metrics,
            DispatcherConfig.MlService mlService,
            DispatcherConfig.Queue queue,
            DispatcherConfig.Balancing balancing,
            DispatcherConfig.Deadline deadline) {
        this.vertx = vertx;
        this.json = json;
        this.metrics = metrics;
        this.replicas = ReplicaAddress.parse(mlService.url());
        this.workers = Service.atLeastOne("QUEUE_WORKERS", queue.workers());
        this.slots = Service.atLeastOne("BALANCING_SLOTS", balancing.slots());
        this.deadlineMillis = Service.atLeastOne("DEADLINE_MS", deadline.ms());
        BalancingPolicy policy = policy(balancing.policy());
        this.usesKey = policy.usesKey();
        this.dispatch = new Dispatch(
                Service.atLeastOne("QUEUE_CAPACITY", queue.capacity()),
                replicas.stream().map(ReplicaAddress::name).toList(),
                slots,
                policy,
                System::nanoTime,
                metrics::waited);
    }

    private static BalancingPolicy policy(String name) {
        try {
            return BalancingPolicies.named(name, new SplittableRandom());
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
        if (prober != null) {
            prober.close();
        }
    }

    /** Queues the image and answers with what its replica says of it. */
    public Uni<ObjectNode> classify(ImageRequest asked) {
        PendingRequest request = new PendingRequest(
                asked.trace(),
                asked.image(),
                asked.query(),
                usesKey ? key(asked) : 0,
                asked.startNanos(),
                asked.startNanos() + asked.deadline().toNanos());
        return Uni.createFrom().completionStage(dispatch.submit(request, asked.priority()));
    }

    private static long key(ImageRequest asked) {
        byte[] bytes = asked.routingKey()
                .map(key -> key.getBytes(StandardCharsets.UTF_8))
                .orElseGet(asked.image()::getBytes);
        return Hash64.of(bytes, 0);
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
