package org.elasticml.cluster.manifests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fabric8.kubernetes.api.model.Quantity;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** All of it, monitoring and a load test included, fits onto minikube with 4 CPUs and 8 GB. */
class MinikubeFitTest {
    private static final double CPUS = 4;
    private static final double BYTES = 8e9;

    /**
     * What the cluster itself requests: API server 250m, controller manager 200m, scheduler, etcd and CoreDNS 100m each,
     * Calico 250m; metrics-server and ingress-nginx 100m each. Memory: 170 + 100 + 50 + 200 + 90 MiB, rounded up.
     */
    private static final double OWN_CPUS = 1.2;

    private static final double OWN_BYTES = 640 * 1024.0 * 1024;

    /** Options that go with each other there; one scaler at a time, none of which has pods of its own but the autoscaler's. */
    private static final List<String> FOLDERS = List.of("redis", "monitoring", "load-test", "minikube/hpa-70");

    private static List<Filed> pods(Corpus k8s) {
        List<Filed> pods = new ArrayList<>();
        for (String folder : FOLDERS) {
            k8s.inReachOf(folder).stream()
                    .filter(object -> object.manifest().podTemplate().isPresent())
                    .forEach(object -> {
                        pods.removeIf(other -> other.isSameAs(object));
                        pods.add(object);
                    });
        }
        return pods;
    }

    private static double requested(Corpus k8s, String resource) {
        double mlApps = new Settings(k8s.inReachOf("minikube").stream()
                        .filter(object -> object.is("ConfigMap", "elastic-ml"))
                        .findFirst()
                        .orElseThrow()
                        .manifest())
                .number("MAX_REPLICAS");
        double sum = 0;
        for (Filed pod : pods(k8s)) {
            double count = pod.name().equals("ml-app")
                    ? mlApps
                    : pod.at("/spec/replicas").asDouble(1);
            for (ObjectNode container : pod.containers()) {
                sum += count * amount(container, resource);
            }
        }
        return sum;
    }

    private static double amount(ObjectNode container, String resource) {
        return Quantity.getAmountInBytes(Quantity.parse(
                        container.at("/resources/requests/" + resource).asText()))
                .doubleValue();
    }

    @Test
    void fits() {
        double cpus = requested(Corpus.COMMITTED, "cpu") + OWN_CPUS;
        double bytes = requested(Corpus.COMMITTED, "memory") + OWN_BYTES;
        assertTrue(cpus <= CPUS, cpus + " CPUs are requested");
        assertTrue(bytes <= BYTES, bytes / 1e9 + " GB are requested");
    }

    @Test
    void wouldNotWithWholeCores() {
        Corpus whole = Corpus.COMMITTED.broken("minikube/31-ml-app-deployment.yaml", "cpu: 500m", "cpu: \"1\"");
        assertEquals(requested(Corpus.COMMITTED, "cpu") + 1.5, requested(whole, "cpu"), 1e-9);
        assertTrue(requested(whole, "cpu") + OWN_CPUS > CPUS);
    }
}
