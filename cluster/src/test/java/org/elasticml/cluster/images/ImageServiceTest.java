package org.elasticml.cluster.images;

import static org.junit.jupiter.api.Assertions.assertTrue;

import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ImageServiceTest {
    private static final long MIB = 1 << 20;
    /** What classes, compiled code, threads and the collector take; ml-app's libraries and weights take as much again. */
    private static final long REST_MIB = 128;

    @ParameterizedTest
    @CsvSource({
        "ML_APP, 31-ml-app-deployment.yaml",
        "DISPATCHER, 41-dispatcher-deployment.yaml",
        "AUTOSCALER, 51-autoscaler-deployment.yaml",
        "LOAD_TESTER, load-test/41-load-tester-job.yaml"
    })
    void heapAndDirectMemoryFitIntoThePod(ImageService service, String manifest) throws IOException {
        long limitMib = limitBytes(Path.of("../k8s", manifest)) / MIB;
        long heapMib = option(service, "-Xmx")
                .orElseGet(() ->
                        limitMib * option(service, "-XX:MaxRAMPercentage=").orElseThrow() / 100);
        // Java's own limit, where none is set, is the heap's.
        long directMib = option(service, "-XX:MaxDirectMemorySize=").orElse(heapMib);
        assertTrue(
                heapMib + directMib <= limitMib - REST_MIB,
                heapMib + " MiB of heap and " + directMib + " of direct memory within " + limitMib);
    }

    private static long limitBytes(Path manifest) throws IOException {
        HasMetadata object = new KubernetesSerialization().unmarshal(Files.readString(manifest));
        Container container = (object instanceof Job job
                        ? job.getSpec().getTemplate()
                        : ((Deployment) object).getSpec().getTemplate())
                .getSpec()
                .getContainers()
                .get(0);
        return container
                .getResources()
                .getLimits()
                .get("memory")
                .getNumericalAmount()
                .longValueExact();
    }

    /** In MiB or percent. */
    private static OptionalLong option(ImageService service, String name) {
        Optional<String> option = service.jvmOptions().stream()
                .filter(each -> each.startsWith(name))
                .findFirst();
        return option.isEmpty()
                ? OptionalLong.empty()
                : OptionalLong.of(
                        Long.parseLong(option.get().substring(name.length()).replaceFirst("m$", "")));
    }
}
