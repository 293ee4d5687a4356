package org.elasticml.dispatcher.discovery;

import io.fabric8.kubernetes.api.model.ListMetaBuilder;
import io.fabric8.kubernetes.api.model.StatusBuilder;
import io.fabric8.kubernetes.api.model.discovery.v1.EndpointSlice;
import io.fabric8.kubernetes.api.model.discovery.v1.EndpointSliceBuilder;
import io.fabric8.kubernetes.api.model.discovery.v1.EndpointSliceListBuilder;
import io.fabric8.kubernetes.client.utils.Serialization;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.ServerWebSocket;
import io.vertx.core.json.JsonObject;
import io.vertx.core.net.impl.ConnectionBase;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.LinkedBlockingQueue;

/**
 * What of Kubernetes' API server an informer on EndpointSlices sees: list, watch from a version on, and the ways in which
 * these end. fabric8's mock server neither cuts a watch nor forgets what it has told.
 */
final class ApiServer implements AutoCloseable {
    private final HttpServer server;
    private final Map<String, EndpointSlice> slices = new TreeMap<>();
    private final List<Event> history = new ArrayList<>();
    private final Map<ServerWebSocket, HttpConnection> watches = new HashMap<>();
    private final BlockingQueue<Integer> answers = new LinkedBlockingQueue<>();
    /** What was asked, in the words of rights: {@code list discovery.k8s.io/endpointslices}. */
    private final Set<String> calls = ConcurrentHashMap.newKeySet();

    private int version = 1;
    /** Versions before it are forgotten. */
    private int oldest = 1;
    /** HTTP's, for all requests; 0 to hang up. */
    private int status = 200;

    private record Event(int version, String text) {}

    ApiServer(Vertx vertx) throws Exception {
        server = vertx.createHttpServer()
                .requestHandler(this::answer)
                .listen(0)
                .toCompletionStage()
                .toCompletableFuture()
                .get();
    }

    int port() {
        return server.actualPort();
    }

    /** The status of each answer, in turn: 101 for a watch. */
    BlockingQueue<Integer> answers() {
        return answers;
    }

    Set<String> calls() {
        return calls;
    }

    synchronized void apply(EndpointSlice slice) {
        String name = slice.getMetadata().getName();
        EndpointSlice now = new EndpointSliceBuilder(slice)
                .editMetadata()
                .withUid(name)
                .withResourceVersion(Integer.toString(++version))
                .endMetadata()
                .build();
        tell(slices.put(name, now) == null ? "ADDED" : "MODIFIED", now);
    }

    synchronized void delete(String name) {
        EndpointSlice gone = slices.remove(name);
        gone.getMetadata().setResourceVersion(Integer.toString(++version));
        tell("DELETED", gone);
    }

    private void tell(String type, EndpointSlice slice) {
        Event event = new Event(version, event(type, slice));
        history.add(event);
        watches.keySet().forEach(watch -> watch.writeTextMessage(event.text()));
    }

    private static String event(String type, Object object) {
        return new JsonObject()
                .put("type", type)
                .put("object", new JsonObject(Serialization.asJson(object)))
                .encode();
    }

    /** Closes the watches' connections; from now on every request is answered like this, 200 as it should. */
    synchronized void cut(int newStatus) {
        status = newStatus;
        watches.forEach(
                (watch, connection) -> ((ConnectionBase) connection).channel().close());
        watches.clear();
    }

    /** From now on; what has been answered before is forgotten. */
    synchronized void answerWith(int newStatus) {
        status = newStatus;
        answers.clear();
    }

    /** Who knows a version from before now has to list again. */
    synchronized void forget() {
        oldest = version;
    }

    /** Of one in a namespace that names no object; any other in full. */
    private static String call(HttpServerRequest request) {
        String what = request.path().replaceFirst("^/apis/([^/]+)/v1/namespaces/[^/]+/([^/]+)$", "$1/$2");
        String verb = "true".equals(request.getParam("watch")) ? "watch" : "list";
        return (request.method() == HttpMethod.GET ? verb : request.method()) + " " + what;
    }

    private synchronized void answer(HttpServerRequest request) {
        calls.add(call(request));
        if (status == 0) {
            request.connection().close();
        } else if (status != 200) {
            request.response()
                    .setStatusCode(status)
                    .putHeader("Content-Type", "application/json")
                    .end(failure(status));
        } else if ("true".equals(request.getParam("watch"))) {
            request.toWebSocket().onSuccess(watch -> watch(watch, request.connection()));
            return; // counted when it is open
        } else {
            request.response().putHeader("Content-Type", "application/json").end(list());
        }
        answers.add(status);
    }

    private String list() {
        return Serialization.asJson(new EndpointSliceListBuilder()
                .withMetadata(new ListMetaBuilder()
                        .withResourceVersion(Integer.toString(version))
                        .build())
                .withItems(List.copyOf(slices.values()))
                .build());
    }

    private synchronized void watch(ServerWebSocket watch, HttpConnection connection) {
        int from = Integer.parseInt(watch.query().replaceFirst(".*resourceVersion=([0-9]+).*", "$1"));
        if (from < oldest) {
            watch.writeTextMessage("{\"type\":\"ERROR\",\"object\":" + failure(410) + "}");
            watch.close();
            answers.add(410);
            return;
        }
        history.stream().filter(event -> event.version() > from).forEach(event -> watch.writeTextMessage(event.text()));
        watches.put(watch, connection);
        answers.add(101);
    }

    private static String failure(int code) {
        String message = code == 403 ? "endpointslices is forbidden: cannot list" : "no";
        return Serialization.asJson(new StatusBuilder()
                .withStatus("Failure")
                .withCode(code)
                .withMessage(message)
                .build());
    }

    @Override
    public void close() {
        server.close();
    }
}
