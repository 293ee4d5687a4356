package org.elasticml.dispatcher.discovery;

import io.fabric8.kubernetes.api.model.discovery.v1.EndpointSlice;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.ConfigBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.fabric8.kubernetes.client.informers.ResourceEventHandler;
import io.fabric8.kubernetes.client.informers.SharedIndexInformer;
import io.fabric8.kubernetes.client.vertx.VertxHttpClientFactory;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/**
 * The pods behind a Kubernetes service, by an informer on its EndpointSlices: it lists them, watches, and does both again
 * when the connection breaks. Until then what was known stays.
 */
final class KubernetesSource implements ReplicaSource {
    private static final String SERVICE_LABEL = "kubernetes.io/service-name";
    /** An endpoint that moves from one slice to another would else be gone in between. */
    private static final Duration SETTLE = Duration.ofMillis(50);

    private static final long NONE = -1;

    private final Vertx vertx;
    private final KubernetesClient client;
    private final ApiServerLog log;
    private final String namespace;
    private final String service;
    private final String port;
    private SharedIndexInformer<EndpointSlice> informer;
    private Set<Found> last = Set.of();
    private long timer = NONE;
    private volatile boolean listed;

    /**
     * @param config where the API server is, and who we are to it
     * @param namespace empty: the service account's, or that of the kubeconfig's context
     * @param port see {@link EndpointSlices#found}
     */
    KubernetesSource(Vertx vertx, Config config, Optional<String> namespace, String service, String port) {
        this.namespace =
                namespace.or(() -> Optional.ofNullable(config.getNamespace())).orElse("default");
        this.vertx = vertx;
        this.service = service;
        this.port = port;
        this.log = new ApiServerLog(name() + " in namespace " + this.namespace);
        this.client = new KubernetesClientBuilder()
                .withConfig(config)
                .withHttpClientFactory(new VertxHttpClientFactory(vertx))
                .withHttpClientBuilderConsumer(http -> http.addOrReplaceInterceptor("log", log))
                .build();
    }

    /** As the pod's service account or the user's kubeconfig says, on our event loops. */
    static KubernetesSource asConfigured(Vertx vertx, Optional<String> namespace, String service, String port) {
        return new KubernetesSource(vertx, new ConfigBuilder().build(), namespace, service, port);
    }

    @Override
    public void start(Consumer<Set<Found>> changed) {
        informer = client.discovery()
                .v1()
                .endpointSlices()
                .inNamespace(namespace)
                .withLabel(SERVICE_LABEL, service)
                .runnableInformer(0)
                .exceptionHandler((started, failure) -> {
                    log.failed(failure);
                    return true;
                })
                .addEventHandler(new ResourceEventHandler<>() {
                    @Override
                    public void onAdd(EndpointSlice slice) {
                        lookSoon(changed);
                    }

                    @Override
                    public void onUpdate(EndpointSlice before, EndpointSlice slice) {
                        lookSoon(changed);
                    }

                    @Override
                    public void onDelete(EndpointSlice slice, boolean finalStateUnknown) {
                        lookSoon(changed);
                    }
                });
        // Without slices none of the events above comes.
        informer.start().thenRun(() -> {
            look(changed);
            listed = true;
        });
    }

    /** The informer tells of one slice at a time, after it has put it among the others. */
    private synchronized void lookSoon(Consumer<Set<Found>> changed) {
        if (timer == NONE) {
            timer = vertx.setTimer(SETTLE.toMillis(), now -> look(changed));
        }
    }

    private synchronized void look(Consumer<Set<Found>> changed) {
        timer = NONE;
        Set<Found> now = EndpointSlices.found(informer.getStore().list(), port);
        if (!now.equals(last)) {
            last = now;
            changed.accept(now);
        }
    }

    @Override
    public boolean hasListed() {
        return listed;
    }

    @Override
    public String name() {
        return "EndpointSlices of " + service;
    }

    @Override
    public void close() {
        synchronized (this) {
            vertx.cancelTimer(timer);
        }
        if (informer != null) {
            informer.close();
        }
        client.close();
    }
}
