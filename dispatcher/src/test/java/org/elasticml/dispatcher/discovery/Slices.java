package org.elasticml.dispatcher.discovery;

import io.fabric8.kubernetes.api.model.discovery.v1.Endpoint;
import io.fabric8.kubernetes.api.model.discovery.v1.EndpointBuilder;
import io.fabric8.kubernetes.api.model.discovery.v1.EndpointSlice;
import io.fabric8.kubernetes.api.model.discovery.v1.EndpointSliceBuilder;

/** EndpointSlices as Kubernetes' controller writes them. */
final class Slices {
    private Slices() {}

    static EndpointSlice slice(String name, Endpoint... endpoints) {
        return new EndpointSliceBuilder()
                .withNewMetadata()
                .withName(name)
                .withNamespace("test")
                .addToLabels("kubernetes.io/service-name", "ml-app")
                .endMetadata()
                .withAddressType("IPv4")
                .addNewPort()
                .withName("http")
                .withPort(8000)
                .endPort()
                .addNewPort()
                .withName("metrics")
                .withPort(9000)
                .endPort()
                .withEndpoints(endpoints)
                .build();
    }

    static Endpoint ready(String address) {
        return endpoint(address, true, true, false);
    }

    static Endpoint notReady(String address) {
        return endpoint(address, false, false, false);
    }

    static Endpoint terminating(String address) {
        return endpoint(address, false, true, true);
    }

    static Endpoint endpoint(String address, Boolean ready, Boolean serving, Boolean terminating) {
        return new EndpointBuilder()
                .withAddresses(address)
                .withNewConditions()
                .withReady(ready)
                .withServing(serving)
                .withTerminating(terminating)
                .endConditions()
                .build();
    }
}
