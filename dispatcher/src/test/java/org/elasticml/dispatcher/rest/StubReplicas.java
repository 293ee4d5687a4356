package org.elasticml.dispatcher.rest;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.stream.Collectors;

/**
 * Two replicas that say what they are told to say: {@code GET /mode/NAME} sets it. {@code well} answers, {@code broken}
 * answers 500, {@code full} 503, {@code late} 504, {@code silent} hangs up without an answer, {@code picky} refuses with 415, {@code stuck} answers only
 * after it is given another mode.
 */
public final class StubReplicas implements QuarkusTestResourceLifecycleManager {
    private static final String MODEL_HASH = "0123456789abcdef";

    private final List<Stub> stubs = new ArrayList<>();

    @Override
    public Map<String, String> start() {
        try {
            stubs.add(new Stub("builtin"));
            stubs.add(new Stub("imagenet"));
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
        return Map.of(
                "ml.service.url",
                stubs.stream()
                        .map(stub ->
                                "http://127.0.0.1:" + stub.server.getAddress().getPort())
                        .collect(Collectors.joining(",")));
    }

    @Override
    public void stop() {
        stubs.forEach(stub -> stub.server.stop(0));
    }

    private static final class Stub {
        private final String weights;
        private final HttpServer server;
        private volatile String mode = "well";
        private volatile CountDownLatch stuck = new CountDownLatch(0);

        Stub(String weights) throws IOException {
            this.weights = weights;
            this.server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
            server.setExecutor(Executors.newCachedThreadPool(task -> {
                Thread thread = new Thread(task);
                thread.setDaemon(true);
                return thread;
            }));
            server.createContext(
                    "/",
                    exchange -> answer(
                            exchange,
                            200,
                            "{\"status\":\"ok\",\"model_hash\":\"" + MODEL_HASH + "\",\"weights\":\"" + weights
                                    + "\"}"));
            server.createContext("/mode/", this::setMode);
            server.createContext("/predict", this::predict);
            server.start();
        }

        private void setMode(HttpExchange exchange) throws IOException {
            mode = exchange.getRequestURI().getPath().substring("/mode/".length());
            stuck.countDown();
            stuck = new CountDownLatch(mode.equals("stuck") ? 1 : 0);
            answer(exchange, 200, "{}");
        }

        private void predict(HttpExchange exchange) throws IOException {
            String deadline = exchange.getRequestHeaders().getFirst("X-Deadline-Ms");
            int bytes = exchange.getRequestBody().readAllBytes().length;
            switch (mode) {
                case "broken" -> answer(exchange, 500, "{\"detail\":\"broken\"}");
                case "full" -> answer(exchange, 503, "{\"detail\":\"no room\"}");
                case "late" -> answer(exchange, 504, "{\"detail\":\"too late\"}");
                case "silent" -> exchange.close();
                case "picky" -> answer(exchange, 415, "{\"detail\":\"I do not like it\"}");
                default -> {
                    await();
                    answer(
                            exchange,
                            200,
                            "{\"prediction\":\"cat: 90.00%\",\"label\":\"cat\",\"bytes\":" + bytes + ",\"query\":\""
                                    + exchange.getRequestURI().getQuery() + "\",\"request_id\":\""
                                    + exchange.getRequestHeaders().getFirst("X-Request-Id") + "\",\"deadline\":"
                                    + deadline
                                    + ",\"model_hash\":\"" + MODEL_HASH + "\",\"weights\":\"" + weights + "\"}");
                }
            }
        }

        private void await() {
            try {
                stuck.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }

        private static void answer(HttpExchange exchange, int status, String json) throws IOException {
            byte[] body = json.getBytes(StandardCharsets.US_ASCII);
            exchange.getResponseHeaders().add("Content-Type", "application/json");
            exchange.sendResponseHeaders(status, body.length);
            try (OutputStream out = exchange.getResponseBody()) {
                out.write(body);
            }
        }
    }
}
