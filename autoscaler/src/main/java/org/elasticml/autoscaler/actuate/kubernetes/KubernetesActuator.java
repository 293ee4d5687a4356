package org.elasticml.autoscaler.actuate.kubernetes;

import static org.elasticml.autoscaler.actuate.kubernetes.ApiHealth.PODS;
import static org.elasticml.autoscaler.actuate.kubernetes.ApiHealth.SCALE;

import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.autoscaling.v1.Scale;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.ConfigBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.fabric8.kubernetes.client.vertx.VertxHttpClientFactory;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.function.LongSupplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.elasticml.autoscaler.actuate.Actuator;
import org.elasticml.autoscaler.actuate.ActuatorException;
import org.elasticml.autoscaler.actuate.ReplicaCounts;
import org.elasticml.autoscaler.actuate.kubernetes.ApiCalls.CallException;
import org.elasticml.web.Service;

/**
 * A Deployment's pods, by its scale sub-resource. It is read afresh each time, in one request, since another may have
 * changed it; its pods and the HorizontalPodAutoscalers are watched. What is written is written against the version that
 * was read: if anybody has changed the number since, the decision was about another number, and is dropped.
 */
public final class KubernetesActuator implements Actuator {
    /** Of each call, however many requests it takes. */
    private static final Duration LIMIT = Duration.ofMillis(900);
    /** Versions change with the Deployment's status too, so many may pass while pods come and go. */
    private static final int TRIES = 4;

    private static final Pattern TARGET =
            Pattern.compile("(?:([a-z0-9-]{1,63})/)?([a-z0-9]([a-z0-9.-]{0,251}[a-z0-9])?)");
    private static final Pattern NAME = Pattern.compile("[a-z0-9]([a-z0-9.-]{0,251}[a-z0-9])?");

    private final KubernetesClient client;
    private final ApiHealth health;
    private final ApiCalls api;
    private final LeaderElection election;
    private final String namespace;
    private final String deployment;
    private final String path;
    private final Duration limit;
    private final Rivals rivals;
    private final BootTimes bootTimes = new BootTimes();
    private Watched<Pod> pods;
    /** What {@link #pods} is of. */
    private String selector = "";
    /** As last read or written; null if that is not known. */
    private Scale known;

    /**
     * Runs for the Lease from {@link #start} on.
     *
     * @param config where the API server is, and who we are to it
     * @param namespace of Deployment and Lease
     * @param identity ours among those who want the same Lease
     * @param limit for how long a call may ask the API server
     * @param nanoTime what the Lease is timed by
     */
    KubernetesActuator(
            Vertx vertx,
            Config config,
            String namespace,
            String deployment,
            String lease,
            String identity,
            Duration limit,
            LongSupplier nanoTime) {
        this.limit = limit;
        this.namespace = namespace;
        this.deployment = deployment;
        this.path = "/apis/apps/v1/namespaces/" + namespace + "/deployments/" + deployment + "/scale";
        this.health = new ApiHealth(name());
        // Each request is tried twice; without a second try the client would not tell of a connection that failed.
        Config bounded = new ConfigBuilder(config)
                .withRequestRetryBackoffLimit(1)
                .withRequestRetryBackoffInterval(50)
                .withWatchReconnectInterval(Math.min(config.getWatchReconnectInterval(), 250))
                .build();
        this.client = new KubernetesClientBuilder()
                .withConfig(bounded)
                .withHttpClientFactory(new VertxHttpClientFactory(vertx))
                .withHttpClientBuilderConsumer(http -> http.addOrReplaceInterceptor("health", health))
                .build();
        this.api = new ApiCalls(client, health);
        this.election = new LeaderElection(api, namespace, lease, identity, limit, nanoTime);
        this.rivals = new Rivals(client, health, namespace, deployment);
    }

    /**
     * As the pod's service account or the user's kubeconfig says, on these event loops; runs for the Lease at once.
     *
     * @param target {@code SCALE_TARGET}: {@code [namespace/]deployment}; without a namespace, the service account's or
     *     that of the kubeconfig's context
     * @param lease {@code LEASE_NAME}: one for each Deployment, in its namespace
     * @throws Service.CantStart if a setting can't be
     */
    public static KubernetesActuator asConfigured(Vertx vertx, String target, String lease) {
        Matcher named = TARGET.matcher(target);
        if (!named.matches()) {
            throw new Service.CantStart(
                    "SCALE_TARGET is '" + target + "'; it is a Deployment's name, as in ml-app or default/ml-app");
        }
        if (!NAME.matcher(lease).matches()) {
            throw new Service.CantStart("LEASE_NAME is '" + lease + "'; it is a Lease's name, as in autoscaler");
        }
        Config config = new ConfigBuilder().build();
        String namespace = Optional.ofNullable(named.group(1))
                .or(() -> Optional.ofNullable(config.getNamespace()))
                .orElse("default");
        KubernetesActuator actuator = new KubernetesActuator(
                vertx, config, namespace, named.group(2), lease, identity(), LIMIT, System::nanoTime);
        actuator.start();
        return actuator;
    }

    /** The pod's name, and something that no other process has: two that share a name must not share a Lease. */
    private static String identity() {
        String host = Objects.requireNonNullElse(System.getenv("HOSTNAME"), "autoscaler");
        return host + "_" + UUID.randomUUID().toString().substring(0, 8);
    }

    void start() {
        election.start();
    }

    /** For tests, which time it themselves. */
    LeaderElection election() {
        return election;
    }

    @Override
    public String name() {
        return "Deployment " + namespace + "/" + deployment;
    }

    @Override
    public ReplicaCounts replicas() throws ActuatorException {
        known = null;
        Scale scale = read(ApiCalls.in(limit));
        watchPods(scale.getStatus() == null ? null : scale.getStatus().getSelector());
        Optional<String> doubt = pods.doubt();
        if (doubt.isPresent()) {
            throw failure("its pods: " + doubt.get());
        }
        known = scale;
        List<Pod> all = pods.list();
        return Pods.count(wanted(scale), all, bootTimes.seconds(all));
    }

    private Scale read(long until) throws ActuatorException {
        try {
            return api.get(SCALE, path, Scale.class, until);
        } catch (CallException e) {
            throw failure(e.getMessage());
        }
    }

    /** The Deployment's selector can't be changed, but it can be made anew with another. */
    private void watchPods(String nowSelector) throws ActuatorException {
        if (nowSelector == null || nowSelector.isBlank()) {
            throw failure("its scale names no selector");
        }
        if (!nowSelector.equals(selector)) {
            closePods();
            selector = nowSelector;
            pods = new Watched<>(
                    PODS,
                    health,
                    client.pods()
                            .inNamespace(namespace)
                            .withLabelSelector(selector)
                            .runnableInformer(0)
                            .itemStore(new SlimPods()));
        }
    }

    private void closePods() {
        if (pods != null) {
            pods.close();
        }
    }

    /** 0 is left out of the answer. */
    private static int wanted(Scale scale) {
        return scale.getSpec() == null
                ? 0
                : Objects.requireNonNullElse(scale.getSpec().getReplicas(), 0);
    }

    /** Only from the number that {@link #replicas} last told of. */
    @Override
    public void scaleTo(int replicas) throws ActuatorException {
        if (known == null) {
            throw failure("it is not known how many there are, so none are asked for");
        }
        int decidedAt = wanted(known);
        long until = ApiCalls.in(limit);
        for (int tries = 1; wanted(known) != replicas; tries++) {
            if (wanted(known) != decidedAt) {
                throw failure("somebody has set it to " + wanted(known) + " meanwhile");
            }
            if (!tryScale(replicas, until)) {
                if (tries == TRIES) {
                    throw failure("it changes faster than it can be set");
                }
                known = read(until);
            }
        }
    }

    /** False if it has changed since it was read. */
    private boolean tryScale(int replicas, long until) throws ActuatorException {
        Optional<String> reason = standsBack(); // it may have come to that since the decision, or since the last try
        if (reason.isPresent()) {
            throw failure(reason.get());
        }
        Scale read = known;
        known = null; // unless it is answered
        try {
            Map<String, Object> patch = Map.of(
                    "metadata",
                    Map.of("resourceVersion", read.getMetadata().getResourceVersion()),
                    "spec",
                    Map.of("replicas", replicas));
            known = api.patch(SCALE, path, patch, Scale.class, until);
            return true;
        } catch (CallException e) {
            if (e.status() == CallException.CONFLICT) {
                return false;
            }
            throw failure(e.getMessage());
        }
    }

    @Override
    public Optional<String> standsBack() {
        return election.whyNot().or(rivals::reason);
    }

    private ActuatorException failure(String what) {
        return new ActuatorException(name() + ": " + what);
    }

    @Override
    public void close() {
        election.close();
        rivals.close();
        closePods();
        client.close();
    }
}
