package org.elasticml.cluster.imagetest;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.fabric8.kubernetes.api.model.discovery.v1.EndpointConditions;
import io.fabric8.kubernetes.api.model.discovery.v1.EndpointSlice;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.ConfigBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.fabric8.kubernetes.client.informers.ResourceEventHandler;
import io.fabric8.kubernetes.client.informers.SharedIndexInformer;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Heard by the client, and in the way, by which the dispatcher finds replicas. */
class EndpointServerTest {
    private final EndpointServer server = new EndpointServer("elastic-ml", "ml-app");
    private final KubernetesClient client = new KubernetesClientBuilder()
            .withConfig(new ConfigBuilder(Config.empty())
                    .withMasterUrl(server.environment().get("KUBERNETES_MASTER"))
                    .build())
            .build();
    private final BlockingQueue<String> heard = new LinkedBlockingQueue<>();

    @AfterEach
    void close() {
        client.close();
        server.close();
    }

    private SharedIndexInformer<EndpointSlice> watch() {
        return client.discovery()
                .v1()
                .endpointSlices()
                .inNamespace(server.environment().get("KUBERNETES_NAMESPACE"))
                .withLabel("kubernetes.io/service-name", "ml-app")
                .inform(new ResourceEventHandler<>() {
                    @Override
                    public void onAdd(EndpointSlice slice) {
                        heard.add("added " + text(slice));
                    }

                    @Override
                    public void onUpdate(EndpointSlice before, EndpointSlice slice) {
                        heard.add("changed " + text(slice));
                    }

                    @Override
                    public void onDelete(EndpointSlice slice, boolean finalStateUnknown) {
                        heard.add("gone " + text(slice));
                    }
                });
    }

    private static String text(EndpointSlice slice) {
        EndpointConditions said = slice.getEndpoints().get(0).getConditions();
        return slice.getPorts().get(0).getPort()
                + (said.getReady() ? " ready" : "")
                + (said.getServing() ? " serving" : "")
                + (said.getTerminating() ? " terminating" : "");
    }

    private void hears(String expected) throws InterruptedException {
        assertEquals(expected, heard.poll(60, TimeUnit.SECONDS));
    }

    @Test
    void tellsWhatIsThereAndWhatBecomesOfIt() throws InterruptedException {
        server.booting(9001);
        server.ready(9001);
        try (SharedIndexInformer<EndpointSlice> informer = watch()) {
            hears("added 9001 ready serving");
            server.booting(9002);
            hears("added 9002");
            server.ready(9002);
            hears("changed 9002 ready serving");
            server.terminating(9001);
            hears("changed 9001 serving terminating");
            server.gone(9001);
            hears("gone 9001 serving terminating");
            assertEquals(1, informer.getStore().list().size());
        }
    }
}
