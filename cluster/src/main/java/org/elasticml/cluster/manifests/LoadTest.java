package org.elasticml.cluster.manifests;

import com.fasterxml.jackson.databind.node.ObjectNode;

/** What k8s/load-test/ has that no service's settings say. */
final class LoadTest {
    static final String WORKLOAD = "load-test/11-workload-configmap.yaml";

    private LoadTest() {}

    /** @param rates the text of workload.txt */
    static Manifest workload(String rates) {
        ObjectNode root = Manifest.named("v1", "ConfigMap", "workload", "load-tester");
        root.withObject("/data").put("workload.txt", rates);
        return new Manifest(root);
    }

    /**
     * Onto the node of the pod that serves the report, since most volumes can be attached to one node only.
     * quarkus-kubernetes writes the module's own name into each selector that it is given, so it can't be said there.
     */
    static void besideItsReport(Manifest job) {
        ObjectNode near = job.root()
                .withObject("/spec/template/spec/affinity/podAffinity")
                .withArray("/requiredDuringSchedulingIgnoredDuringExecution")
                .addObject();
        near.put("topologyKey", "kubernetes.io/hostname");
        near.withObject("/labelSelector").withObject("/matchLabels").put("app.kubernetes.io/name", "load-test-report");
    }
}
