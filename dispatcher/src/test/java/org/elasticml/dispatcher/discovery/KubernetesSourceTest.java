package org.elasticml.dispatcher.discovery;

import static org.elasticml.dispatcher.discovery.Slices.notReady;
import static org.elasticml.dispatcher.discovery.Slices.ready;
import static org.elasticml.dispatcher.discovery.Slices.slice;
import static org.elasticml.dispatcher.discovery.Slices.terminating;

import io.fabric8.kubernetes.api.model.discovery.v1.EndpointSlice;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.ConfigBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.server.mock.EnableKubernetesMockClient;
import io.fabric8.kubernetes.client.server.mock.KubernetesMockServer;
import io.vertx.core.Vertx;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Against an API server in memory, over HTTP. */
@EnableKubernetesMockClient(crud = true, https = false)
class KubernetesSourceTest {
    private final Vertx vertx = Vertx.vertx();
    private final Heard heard = new Heard();

    /** Both set by the annotation; the client plays Kubernetes' controller. */
    KubernetesMockServer server;

    KubernetesClient controller;

    @AfterEach
    void close() {
        vertx.close();
    }

    private KubernetesSource source(int port) {
        Config config = new ConfigBuilder(Config.empty())
                .withMasterUrl("http://127.0.0.1:" + port)
                .withNamespace("test")
                .build();
        return new KubernetesSource(vertx, config, Optional.empty(), "ml-app", "");
    }

    private void apply(EndpointSlice slice) {
        var slices = controller.discovery().v1().endpointSlices().inNamespace("test");
        if (slices.withName(slice.getMetadata().getName()).get() == null) {
            slices.resource(slice).create();
        } else {
            slices.resource(slice).update();
        }
    }

    @Test
    void followsTheService() throws InterruptedException {
        apply(slice("ml-app-1", ready("10.0.0.1")));
        EndpointSlice others = slice("other", ready("10.0.9.9"));
        others.getMetadata().setLabels(Map.of("kubernetes.io/service-name", "other"));
        apply(others);
        try (KubernetesSource source = source(server.getPort())) {
            source.start(heard);
            heard.next(Map.of("10.0.0.1:8000", false));
            apply(slice("ml-app-1", ready("10.0.0.1"), ready("10.0.0.2")));
            heard.next(Map.of("10.0.0.1:8000", false, "10.0.0.2:8000", false));
            apply(slice("ml-app-1", ready("10.0.0.1"), notReady("10.0.0.2")));
            heard.next(Map.of("10.0.0.1:8000", false));
            apply(slice("ml-app-2", ready("10.0.0.3")));
            heard.next(Map.of("10.0.0.1:8000", false, "10.0.0.3:8000", false));
            apply(slice("ml-app-1", terminating("10.0.0.1")));
            heard.next(Map.of("10.0.0.1:8000", true, "10.0.0.3:8000", false));
            apply(slice("ml-app-1"));
            heard.next(Map.of("10.0.0.3:8000", false));
            controller
                    .discovery()
                    .v1()
                    .endpointSlices()
                    .inNamespace("test")
                    .withName("ml-app-2")
                    .delete();
            heard.next(Map.of());
        }
    }
}
