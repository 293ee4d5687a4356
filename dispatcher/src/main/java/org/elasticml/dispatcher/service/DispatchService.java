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
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import org.elasticml.core.balance.BalancingPolicies;
import org.elasticml.core.balance.BalancingPolicy;
import org.elasticml.core.balance.Hash64;
import org.elasticml.core.balance.ReplicaPool;
import org.elasticml.core.dispatch.DispatchSettings;
import org.elasticml.core.queue.Priority;
import org.elasticml.dispatcher.client.ReplicaAddress;
import org.elasticml.dispatcher.client.ReplicaClient;
import org.elasticml.dispatcher.config.DispatcherConfig;
import org.elasticml.dispatcher.discovery.ReplicaSource;
import org.elasticml.dispatcher.discovery.ReplicaSources;
import org.elasticml.web.ProblemException;
import org.elasticml.web.Service;
import org.jboss.logging.Logger;

/** Wires {@link Dispatch}, workers, probes and metrics together, and runs them. */
@ApplicationScoped
public class DispatchService {
    private static final Logger LOG = Logger.getLogger(DispatchService.class);

    private static final long NANOS_PER_MILLI = 1_000_000;
    private static final Duration TICK_EVERY = Duration.ofMillis(20);
    private static final Duration PROBE_EVERY = Duration.ofMillis(500);
    private static final Duration PROBE_TIMEOUT = Duration.ofSeconds(1);

    private final Vertx vertx;
    private final ObjectMapper json;
    private final DispatcherMetrics metrics;
    private final ReplicaSource source;
    private final int workers;
    private final long deadlineMillis;
    private final long asyncDeadlineMillis;
    private final boolean usesKey;
    private final Dispatch dispatch;
    private final Intake intake;
    private final ServedModel model = new ServedModel();
    private final Optional<AnswerCache> cache;
    private final Map<String, ReplicaAddress> addresses = new ConcurrentHashMap<>();
    /** Names of those that are there; guarded, as changes of the addresses are, by these. */
    private Set<String> current = Set.of();

    private ReplicaClient prober;
    private long ticks;

    DispatchService(
            Vertx vertx,
            ObjectMapper json,
            DispatcherMetrics metrics,
            Intakes intakes,
            ReplicaSources sources,
            DispatcherConfig.MlService mlService,
            DispatcherConfig.Queue queue,
            DispatcherConfig.Balancing balancing,
            DispatcherConfig.Hedging hedging,
            DispatcherConfig.Slo slo,
            DispatcherConfig.Deadline deadline,
            DispatcherConfig.Async async,
            DispatcherConfig.Answer answer) {
        this.vertx = vertx;
        this.json = json;
        this.metrics = metrics;
        this.source = sources.of(mlService.url());
        this.workers = Service.atLeastOne("QUEUE_WORKERS", queue.workers());
        this.deadlineMillis = Service.atLeastOne("DEADLINE_MS", deadline.ms());
        this.asyncDeadlineMillis = Service.atLeastOne("ASYNC_DEADLINE_MS", async.deadlineMs());
        DispatchSettings settings = new DispatchSettings(
                Service.atLeastOne("QUEUE_CAPACITY", queue.capacity()),
                NANOS_PER_MILLI * Service.atLeastOne("QUEUE_AGING_MS", queue.agingMs()),
                NANOS_PER_MILLI * Service.atLeastOne("SLO_MS", slo.ms()),
                hedging.on());
        int slots = balancing.slots().isPresent()
                ? Service.atLeastOne("BALANCING_SLOTS", balancing.slots().getAsInt())
                : 0;
        BalancingPolicy policy = policy(balancing.policy());
        this.usesKey = policy.usesKey();
        this.dispatch = new Dispatch(settings, new ReplicaPool(policy, slots), System::nanoTime, metrics::waited);
        this.intake = intakes.of(dispatch);
        this.cache = cache(answer);
    }

    private Optional<AnswerCache> cache(DispatcherConfig.Answer setting) {
        if (setting.cache() < 0) {
            throw new Service.CantStart(
                    "ANSWER_CACHE is " + setting.cache() + "; it is a whole number from 1 up, or 0 for none");
        }
        Duration lifetime = Duration.ofMillis(Service.atLeastOne("ANSWER_CACHE_TTL_MS", setting.cacheTtlMs()));
        return setting.cache() == 0
                ? Optional.empty()
                : Optional.of(new AnswerCache(
                        setting.cache(), lifetime, System::nanoTime, dispatch::waiting, metrics.registry()));
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
        vertx.deployVerticle(
                        () -> new Worker(dispatch, addresses::get, json), new DeploymentOptions().setInstances(workers))
                .toCompletionStage()
                .toCompletableFuture()
                .join();
        ticks = vertx.setPeriodic(TICK_EVERY.toMillis(), tick -> {
            dispatch.tick();
            intake.tick();
        });
        prober = new ReplicaClient(vertx, 1);
        intake.start();
        source.start(this::replicas);
    }

    /** Whether all replicas that there are were told once, be it that there are none. */
    public boolean hasListed() {
        return source.hasListed();
    }

    /** Where the replicas come from, for a reader. */
    public String sourceName() {
        return source.name();
    }

    /** From now on there are these. */
    private void replicas(Set<ReplicaSource.Found> found) {
        Map<String, Boolean> draining = new TreeMap<>();
        Set<ReplicaAddress> joined = new HashSet<>();
        synchronized (addresses) {
            for (ReplicaSource.Found replica : found) {
                String name = replica.address().name();
                draining.put(name, replica.draining());
                if (addresses.put(name, replica.address()) == null) {
                    joined.add(replica.address());
                }
            }
            // The addresses of those that went are kept a little: what they were sent is still under way.
            current = Set.copyOf(draining.keySet());
        }
        dispatch.replicas(draining);
        model.replicas(draining.keySet());
        metrics.replicas(draining.keySet());
        joined.forEach(this::probe);
        LOG.infof(
                "balancing over %s (%s)",
                draining.isEmpty() ? "no replica" : String.join(", ", draining.keySet()), source.name());
    }

    /** Asks one replica how it is, now and again for as long as it is there. */
    private void probe(ReplicaAddress replica) {
        synchronized (addresses) {
            if (!current.contains(replica.name())) {
                addresses.remove(replica.name());
                return;
            }
        }
        prober.health(replica, PROBE_TIMEOUT).onComplete(answer -> {
            if (answer.succeeded() && !answer.result().isSuccess()) {
                dispatch.unwell(replica.name());
                model.silent(replica.name());
            } else {
                Optional<ReplicaReport> report =
                        answer.succeeded() ? Optional.of(report(answer.result().body())) : Optional.empty();
                report.ifPresentOrElse(
                        told -> model.heard(replica.name(), told.modelHash()), () -> model.silent(replica.name()));
                if (dispatch.probed(replica.name(), report)
                        && dispatch.weights().size() > 1) {
                    LOG.warnf("the replicas serve different weights: %s", dispatch.weights());
                }
            }
            vertx.setTimer(PROBE_EVERY.toMillis(), tick -> probe(replica));
        });
    }

    private ReplicaReport report(Buffer health) {
        try {
            return ReplicaReport.of(json.readTree(health.getBytes()));
        } catch (IOException e) {
            return new ReplicaReport("unnamed", "", 0, 0);
        }
    }

    void stop(@Observes ShutdownEvent event) {
        source.close();
        intake.close();
        vertx.cancelTimer(ticks);
        if (prober != null) {
            prober.close();
        }
    }

    /** Answers with what a replica says of the image, or has said before. */
    public Uni<ObjectNode> classify(ImageRequest asked) {
        return cache.map(kept -> kept.classify(asked, model.hash(), () -> ask(asked)))
                .orElseGet(() -> Uni.createFrom().completionStage(ask(asked)));
    }

    private CompletionStage<ObjectNode> ask(ImageRequest asked) {
        return intake.ask(pending(asked), asked.priority());
    }

    /**
     * Queues the image, whose answer is to be asked for.
     *
     * @return the id of its result, as soon as it is accepted; or a {@link ProblemException}, 503
     */
    public Uni<String> accept(ImageRequest asked) {
        return intake.accept(pending(asked), asked.priority(), asked.hold());
    }

    /**
     * What became of a request that was accepted. Called on an event loop.
     *
     * @param wait how long to wait for its answer while there is none
     */
    public Uni<ResultState> result(String id, Duration wait) {
        return intake.result(id, wait);
    }

    private PendingRequest pending(ImageRequest asked) {
        return new PendingRequest(
                asked.trace(),
                asked.image(),
                asked.query(),
                usesKey ? key(asked) : 0,
                asked.startNanos(),
                asked.startNanos() + asked.deadline().toNanos(),
                asked.background());
    }

    private static long key(ImageRequest asked) {
        byte[] bytes = asked.routingKey()
                .map(key -> key.getBytes(StandardCharsets.UTF_8))
                .orElseGet(asked.image()::getBytes);
        return Hash64.of(bytes, 0);
    }

    /**
     * Asked before a body is read: what is refused now costs nothing. What may be answered from the cache is not refused
     * before it was looked up there.
     *
     * @throws ProblemException 503
     */
    public void requireAdmission(Priority priority, long startNanos, Duration deadline, boolean background) {
        intake.requireRoom(background);
        if (!background && (cache.isEmpty() || model.hash().isEmpty())) {
            dispatch.requireAdmission(priority, startNanos, startNanos + deadline.toNanos());
        }
    }

    /** What a request's own deadline is, or the default. */
    public Duration deadline(OptionalLong ownMillis, boolean background) {
        return Duration.ofMillis(ownMillis.orElse(background ? asyncDeadlineMillis : deadlineMillis));
    }

    /** A request has come, whatever becomes of it. */
    public void countArrival() {
        dispatch.countArrival();
        metrics.arrival();
    }

    /** A background request has ended before it was accepted. */
    public void countEndInBackground(String outcome) {
        metrics.endInBackground(outcome);
    }

    /** A request that somebody waited for has ended. */
    public void countEnd(String outcome, long startNanos) {
        metrics.end(outcome, System.nanoTime() - startNanos);
    }

    /** How many share the queue, and with it the work; this one included. */
    public int dispatchers() {
        return intake.dispatchers();
    }

    Intake intake() {
        return intake;
    }

    public Stats stats() {
        Stats stats = dispatch.stats(workers);
        return cache.map(kept -> stats.with(kept.stats())).orElse(stats);
    }
}
