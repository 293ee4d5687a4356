package org.elasticml.loadtester.send;

import io.vertx.core.MultiMap;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BiConsumer;
import java.util.stream.Collectors;

/** A dispatcher for tests, on a free port of the loopback; what it does with the n-th photo, from 0, the test says. */
public final class StubServer implements AutoCloseable {
    public final AtomicInteger received = new AtomicInteger();
    public final AtomicInteger connections = new AtomicInteger();

    private final Queue<MultiMap> heads = new ConcurrentLinkedQueue<>();
    private final Vertx vertx = Vertx.vertx();
    private final HttpServer server;

    public StubServer(BiConsumer<Integer, HttpServerResponse> behaviour) {
        server = vertx.createHttpServer()
                .connectionHandler(connection -> connections.incrementAndGet())
                .requestHandler(request -> handle(request, behaviour))
                .listen(0, "127.0.0.1")
                .toCompletionStage()
                .toCompletableFuture()
                .join();
    }

    private void handle(HttpServerRequest request, BiConsumer<Integer, HttpServerResponse> behaviour) {
        heads.add(request.headers());
        if (request.path().equals("/")) {
            request.response().end("{\"status\":\"ok\",\"queue_size\":0,\"replicas\":1}");
        } else {
            request.body().onSuccess(body -> behaviour.accept(received.getAndIncrement(), request.response()));
        }
    }

    /** What each request so far had in it, health checks included; without it, null. */
    public List<String> headers(String name) {
        return heads.stream().map(head -> head.get(name)).collect(Collectors.toList());
    }

    public String url() {
        return "http://127.0.0.1:" + server.actualPort();
    }

    public static void answer(HttpServerResponse response) {
        response.putHeader("Content-Type", "application/json").end("""
                        {"prediction":"tench: 80.00%","label":"tench","confidence":0.8,"top":[{"label":"tench"}],
                         "weights":"builtin","queue_size":2,"replica":"r1"}""");
    }

    public static void refuse(HttpServerResponse response) {
        response.setStatusCode(503)
                .putHeader("Content-Type", "application/problem+json")
                .end("{\"title\":\"Busy\",\"detail\":\"the queue is full\"}");
    }

    @Override
    public void close() {
        vertx.close().toCompletionStage().toCompletableFuture().join();
    }
}
