package org.elasticml.dispatcher.discovery;

import io.fabric8.kubernetes.api.model.discovery.v1.EndpointSlice;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.fabric8.kubernetes.client.informers.ResourceEventHandler;
import io.fabric8.kubernetes.client.informers.SharedIndexInformer;
import io.fabric8.kubernetes.client.vertx.VertxHttpClientFactory;
import io.vertx.core.Vertx;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.jboss.logging.Logger;

/**
 * The pods behind a Kubernetes service, by an informer on its EndpointSlices: it lists them, watches, and does both again
 * when the connection breaks. Until then what was known stays.
 */
final class KubernetesSource implements ReplicaSource {
    private static final Logger LOG = Logger.getLogger(KubernetesSource.class);
    private static final String SERVICE_LABEL = "kubernetes.io/service-name";

    private final KubernetesClient client;
    private final String namespace;
    private final String service;
    private final String port;
    private SharedIndexInformer<EndpointSlice> informer;
    private Set<Found> last = Set.of();

    /**
     * @param namespace empty: the service account's, or that of the kubeconfig's context
     * @param port see {@link EndpointSlices#found}
     */
    KubernetesSource(KubernetesClient client, Optional<String> namespace, String service, String port) {
        this.client = client;
        this.namespace =
                namespace.or(() -> Optional.ofNullable(client.getNamespace())).orElse("default");
        this.service = service;
        this.port = port;
    }

    /** A client as the pod's service account or the user's kubeconfig says, on our event loops. */
    static KubernetesClient client(Vertx vertx) {
        return new KubernetesClientBuilder()
                .withHttpClientFactory(new VertxHttpClientFactory(vertx))
                .build();
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
                    LOG.warnf("%s in namespace %s: %s; trying again", name(), namespace, failure.getMessage());
                    return true;
                })
                .addEventHandler(new ResourceEventHandler<>() {
                    @Override
                    public void onAdd(EndpointSlice slice) {
                        look(changed);
                    }

                    @Override
                    public void onUpdate(EndpointSlice before, EndpointSlice slice) {
                        look(changed);
                    }

                    @Override
                    public void onDelete(EndpointSlice slice, boolean finalStateUnknown) {
                        look(changed);
                    }
                });
        informer.start();
    }

    /** The informer tells of one slice at a time, after it has put it among the others. */
    private synchronized void look(Consumer<Set<Found>> changed) {
        Set<Found> now = EndpointSlices.found(informer.getStore().list(), port);
        if (!now.equals(last)) {
            last = now;
            changed.accept(now);
        }
    }

    @Override
    public String name() {
        return "EndpointSlices of " + service;
    }

    @Override
    public void close() {
        if (informer != null) {
            informer.close();
        }
        client.close();
    }
}
