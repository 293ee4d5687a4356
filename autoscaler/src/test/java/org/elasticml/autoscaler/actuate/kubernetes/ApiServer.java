package org.elasticml.autoscaler.actuate.kubernetes;

import com.fasterxml.jackson.databind.JsonNode;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Status;
import io.fabric8.kubernetes.api.model.StatusBuilder;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.autoscaling.v1.ScaleBuilder;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.ConfigBuilder;
import io.fabric8.kubernetes.client.server.mock.KubernetesCrudDispatcher;
import io.fabric8.kubernetes.client.server.mock.KubernetesMockServer;
import io.fabric8.kubernetes.client.utils.Serialization;
import io.fabric8.mockwebserver.Context;
import io.fabric8.mockwebserver.MockWebServer;
import io.fabric8.mockwebserver.dsl.HttpMethod;
import io.fabric8.mockwebserver.http.Buffer;
import io.fabric8.mockwebserver.http.Headers;
import io.fabric8.mockwebserver.http.MockResponse;
import io.fabric8.mockwebserver.http.RecordedRequest;
import io.fabric8.mockwebserver.http.Response;
import io.fabric8.mockwebserver.http.WebSocket;
import io.fabric8.mockwebserver.http.WebSocketListener;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * fabric8's API server in memory, and what it lacks: rights, the scale sub-resource, watches that are cut, answers that
 * are errors or do not come, and others who act at the worst instant.
 */
final class ApiServer extends KubernetesCrudDispatcher implements AutoCloseable {
    /** In place of a status: it does not answer. */
    static final int SILENCE = 0;

    private static final int GONE = 410;

    private static final Headers PATCH = Headers.builder()
            .add("Content-Type", "application/merge-patch+json")
            .build();
    private static final String ROOT = "/apis/apps/v1/namespaces/test/deployments/";

    private final KubernetesMockServer server =
            new KubernetesMockServer(new Context(), new MockWebServer(), new HashMap<>(), this, false);
    private final Rights rights = Rights.given();
    private final List<Call> calls = new CopyOnWriteArrayList<>();
    private final List<WebSocket> watches = new CopyOnWriteArrayList<>();
    private final Map<String, Integer> statuses = new ConcurrentHashMap<>();
    private final Map<String, Runnable> races = new ConcurrentHashMap<>();

    ApiServer() {
        server.init();
    }

    Config config() {
        return new ConfigBuilder(Config.empty())
                .withMasterUrl("http://127.0.0.1:" + server.getPort())
                .withNamespace("test")
                .withWatchReconnectInterval(5)
                .withRequestRetryBackoffLimit(1)
                .build();
    }

    /** What has been asked so far, by {@link Call#what}. */
    List<String> asked() {
        return calls.stream().map(Call::what).toList();
    }

    List<Call> forbidden() {
        return calls.stream().filter(call -> !rights.allow(call)).toList();
    }

    /** From now on these calls end like this; 200: as they should. */
    void answer(String what, int status) {
        if (status == 200) {
            statuses.remove(what);
        } else {
            statuses.put(what, status);
        }
    }

    /** Happens once, after the next such call has come and before it is looked at. */
    void before(String what, Runnable race) {
        races.put(what, race);
    }

    int watches() {
        return watches.size();
    }

    void cutWatches() {
        watches.forEach(watch -> watch.close(1001, "going away"));
        watches.clear();
    }

    @Override
    public MockResponse dispatch(RecordedRequest request) {
        Call call = Call.of(request.getMethod(), request.getPath());
        calls.add(call);
        Runnable race = races.remove(call.what());
        if (race != null) {
            race.run();
        }
        Integer status = statuses.get(call.what());
        if (status != null && status == SILENCE) {
            return answer(call, request).setBodyDelay(Duration.ofMinutes(1));
        }
        if (status != null && status == GONE && call.verb().equals("watch")) {
            return new MockResponse().withWebSocketUpgrade(new Gone());
        }
        return status == null ? answer(call, request) : failure(status);
    }

    /** Says as Kubernetes does that it has forgotten where the watch was. */
    private static final class Gone extends WebSocketListener {
        @Override
        public void onOpen(WebSocket socket, Response opened) {
            socket.send("{\"type\":\"ERROR\",\"object\":" + Serialization.asJson(status(GONE)) + "}");
        }
    }

    private MockResponse answer(Call call, RecordedRequest request) {
        if (!rights.allow(call)) {
            return failure(403);
        }
        if (call.resource().equals("deployments/scale")) {
            return call.verb().equals("get") ? scale(call.name()) : rescale(call.name(), asNodeOf(request));
        }
        return super.dispatch(request);
    }

    private static JsonNode asNodeOf(RecordedRequest request) {
        return Serialization.unmarshal(request.getUtf8Body(), JsonNode.class);
    }

    private MockResponse rescale(String deployment, JsonNode patch) {
        String version = patch.at("/metadata/resourceVersion").asText();
        if (!version.equals(deployment(deployment).getMetadata().getResourceVersion())) {
            return failure(409);
        }
        setReplicas(deployment, patch.at("/spec/replicas").asInt());
        return scale(deployment);
    }

    private MockResponse scale(String name) {
        Deployment deployment = deployment(name);
        if (deployment == null) {
            return failure(404);
        }
        Integer replicas = deployment.getSpec().getReplicas();
        return new MockResponse()
                .setResponseCode(200)
                .setBody(Serialization.asJson(new ScaleBuilder()
                        .withNewMetadata()
                        .withName(name)
                        .withResourceVersion(deployment.getMetadata().getResourceVersion())
                        .endMetadata()
                        .withNewSpec(replicas == 0 ? null : replicas) // as Kubernetes leaves it out
                        .withNewStatus()
                        .withSelector("app=" + name)
                        .endStatus()
                        .build()));
    }

    private static MockResponse failure(int status) {
        return new MockResponse().setResponseCode(status).setBody(Serialization.asJson(status(status)));
    }

    private static Status status(int code) {
        return new StatusBuilder().withStatus("Failure").withCode(code).build();
    }

    @Override
    public MockResponse handleWatch(String path) {
        MockResponse response = super.handleWatch(path);
        WebSocketListener listener = response.getWebSocketListener();
        return response.withWebSocketUpgrade(new WebSocketListener() {
            @Override
            public void onOpen(WebSocket socket, Response opened) {
                watches.add(socket);
                listener.onOpen(socket, opened);
            }

            @Override
            public void onClosed(WebSocket socket, int code, String reason) {
                listener.onClosed(socket, code, reason);
            }
        });
    }

    Deployment deployment(String name) {
        MockResponse found = super.dispatch(request(HttpMethod.GET, ROOT + name, ""));
        return found.code() == 200
                ? Serialization.unmarshal(new String(found.getBody().getBytes()), Deployment.class)
                : null;
    }

    /** As {@code kubectl scale} does. */
    void setReplicas(String deployment, int replicas) {
        patch(ROOT + deployment, "{\"spec\":{\"replicas\":" + replicas + "}}");
    }

    /** As what only keeps the Deployment's status does: its version changes. */
    void touch(String deployment) {
        patch(ROOT + deployment, "{\"status\":{\"observedGeneration\":" + System.nanoTime() + "}}");
    }

    void patch(String path, String merge) {
        check(super.dispatch(request(HttpMethod.PATCH, path, merge)));
    }

    void create(HasMetadata object) {
        check(super.dispatch(request(HttpMethod.POST, folder(object), Serialization.asJson(object))));
    }

    void delete(HasMetadata object) {
        check(super.dispatch(request(
                HttpMethod.DELETE, folder(object) + "/" + object.getMetadata().getName(), "")));
    }

    static String folder(HasMetadata object) {
        String root = object.getApiVersion().contains("/") ? "/apis/" : "/api/";
        return root + object.getApiVersion() + "/namespaces/test/" + object.getPlural();
    }

    private static void check(MockResponse response) {
        if (response.code() >= 400) {
            throw new AssertionError("HTTP " + response.code());
        }
    }

    private static RecordedRequest request(HttpMethod method, String path, String body) {
        return new RecordedRequest("HTTP/1.1", method, path, PATCH, new Buffer(body.getBytes()));
    }

    @Override
    public void close() {
        server.destroy();
    }
}
