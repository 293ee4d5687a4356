package org.elasticml.cluster.imagetest;

import io.fabric8.kubernetes.api.model.ListMetaBuilder;
import io.fabric8.kubernetes.api.model.discovery.v1.EndpointSlice;
import io.fabric8.kubernetes.api.model.discovery.v1.EndpointSliceBuilder;
import io.fabric8.kubernetes.api.model.discovery.v1.EndpointSliceListBuilder;
import io.fabric8.kubernetes.client.utils.Serialization;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.ServerWebSocket;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * As much of Kubernetes' API server as discovery needs: list and watch of the EndpointSlices of one Service, over HTTP on
 * loopback. Each replica has a slice of its own, since they share an address and differ in their ports.
 */
final class EndpointServer implements AutoCloseable {
    private static final String HOST = "127.0.0.1";

    private final Vertx vertx = Vertx.vertx();
    private final String namespace;
    private final String service;
    private final HttpServer server;
    private final Map<String, EndpointSlice> slices = new TreeMap<>();
    private final List<Event> history = new ArrayList<>();
    private final Set<ServerWebSocket> watches = new HashSet<>();
    private int version = 1;

    /** @param text as a watch is told it */
    private record Event(int version, String text) {}

    EndpointServer(String namespace, String service) {
        this.namespace = namespace;
        this.service = service;
        server = vertx.createHttpServer()
                .requestHandler(this::answer)
                .listen(0, HOST)
                .toCompletionStage()
                .toCompletableFuture()
                .join();
    }

    /** By which a client finds it that is in no pod. */
    Map<String, String> environment() {
        return Map.of(
                "KUBERNETES_MASTER", "http://" + HOST + ":" + server.actualPort(), "KUBERNETES_NAMESPACE", namespace);
    }

    /** It is there, and must not be sent anything yet. */
    void booting(int port) {
        apply(port, false, false, false);
    }

    void ready(int port) {
        apply(port, true, true, false);
    }

    /** Its pod was deleted; it serves what comes all the same. */
    void terminating(int port) {
        apply(port, false, true, true);
    }

    /** Its pod has ended. */
    synchronized void gone(int port) {
        EndpointSlice gone = new EndpointSliceBuilder(slices.remove(name(port)))
                .editMetadata()
                .withResourceVersion(Integer.toString(++version))
                .endMetadata()
                .build();
        tell("DELETED", gone);
    }

    private synchronized void apply(int port, boolean ready, boolean serving, boolean terminating) {
        EndpointSlice slice = new EndpointSliceBuilder()
                .withNewMetadata()
                .withName(name(port))
                .withUid(name(port))
                .withNamespace(namespace)
                .withResourceVersion(Integer.toString(++version))
                .addToLabels("kubernetes.io/service-name", service)
                .endMetadata()
                .withAddressType("IPv4")
                .addNewPort()
                .withName("http")
                .withPort(port)
                .endPort()
                .addNewEndpoint()
                .withAddresses(HOST)
                .withNewConditions()
                .withReady(ready)
                .withServing(serving)
                .withTerminating(terminating)
                .endConditions()
                .endEndpoint()
                .build();
        tell(slices.put(name(port), slice) == null ? "ADDED" : "MODIFIED", slice);
    }

    private String name(int port) {
        return service + "-" + port;
    }

    private void tell(String type, EndpointSlice slice) {
        JsonObject event =
                new JsonObject().put("type", type).put("object", new JsonObject(Serialization.asJson(slice)));
        history.add(new Event(version, event.encode()));
        watches.forEach(watch -> watch.writeTextMessage(event.encode()));
    }

    private synchronized void answer(HttpServerRequest request) {
        if (!request.path().equals("/apis/discovery.k8s.io/v1/namespaces/" + namespace + "/endpointslices")) {
            request.response().setStatusCode(404).end();
        } else if ("true".equals(request.getParam("watch"))) {
            int from = Integer.parseInt(request.getParam("resourceVersion"));
            request.toWebSocket().onSuccess(watch -> watch(watch, from));
        } else {
            request.response().putHeader("Content-Type", "application/json").end(list());
        }
    }

    private String list() {
        return Serialization.asJson(new EndpointSliceListBuilder()
                .withMetadata(new ListMetaBuilder()
                        .withResourceVersion(Integer.toString(version))
                        .build())
                .withItems(List.copyOf(slices.values()))
                .build());
    }

    private synchronized void watch(ServerWebSocket watch, int from) {
        history.stream().filter(event -> event.version() > from).forEach(event -> watch.writeTextMessage(event.text()));
        watches.add(watch);
        watch.closeHandler(closed -> forget(watch));
    }

    private synchronized void forget(ServerWebSocket watch) {
        watches.remove(watch);
    }

    @Override
    public void close() {
        vertx.close().toCompletionStage().toCompletableFuture().join();
    }
}
