package org.elasticml.web;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerRequest;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A real server that holds each body until it is told to answer. */
class BodiesTest {
    private static final int MAX_BYTES = 1000;
    private static final int BUDGET_BYTES = 1500;
    private static final int MANY_BYTES = 2_000_000;

    private final Bodies bodies = new Bodies(MAX_BYTES, BUDGET_BYTES);
    private final Bodies roomy = new Bodies(MANY_BYTES, MANY_BYTES);
    private final BlockingQueue<CompletableFuture<Integer>> held = new LinkedBlockingQueue<>();
    private final BlockingQueue<Bodies.Hold> kept = new LinkedBlockingQueue<>();
    private final HttpClient client = HttpClient.newHttpClient();
    private Vertx vertx;
    private HttpServer server;

    @BeforeEach
    void serve() {
        vertx = Vertx.vertx();
        server = vertx.createHttpServer()
                .requestHandler(this::answer)
                .listen(0, "127.0.0.1")
                .toCompletionStage()
                .toCompletableFuture()
                .join();
    }

    @AfterEach
    void stop() {
        vertx.close().toCompletionStage().toCompletableFuture().join();
    }

    private void answer(HttpServerRequest request) {
        request.pause();
        if (request.path().equals("/echo")) {
            roomy.with(request, body -> Uni.createFrom().item(body)).subscribe().with(body -> request.response()
                    .end(body));
            return;
        }
        if (request.path().equals("/twice")) {
            roomy.with(request, body -> Uni.createFrom().item(body)).subscribe().with(body -> {
                request.response().setChunked(true).write(body);
                request.response().end(body);
            });
            return;
        }
        Uni<Integer> length = request.path().equals("/kept")
                ? bodies.with(request, Duration.ofMillis(Long.parseLong(request.query())), this::keep)
                : bodies.with(request, this::hold);
        length.subscribe().with(bytes -> request.response().end(bytes.toString()), failure -> request.response()
                .setStatusCode(((ProblemException) failure).status())
                .end(failure.getMessage()));
    }

    /** Answers at once, and keeps the body. */
    private Uni<Integer> keep(Buffer body, Bodies.Hold hold) {
        hold.keep();
        kept.add(hold);
        return Uni.createFrom().item(body.length());
    }

    private Uni<Integer> hold(Buffer body) {
        CompletableFuture<Integer> answer = new CompletableFuture<>();
        held.add(answer);
        return Uni.createFrom().completionStage(answer).map(ignored -> body.length());
    }

    private CompletableFuture<HttpResponse<String>> send(int bytes) {
        return send("/", bytes);
    }

    private CompletableFuture<HttpResponse<String>> send(String path, int bytes) {
        URI uri = URI.create("http://127.0.0.1:" + server.actualPort() + path);
        return client.sendAsync(
                HttpRequest.newBuilder(uri)
                        .POST(HttpRequest.BodyPublishers.ofByteArray(new byte[bytes]))
                        .build(),
                HttpResponse.BodyHandlers.ofString());
    }

    @Test
    void takesUpToTheLimitAndNoMore() throws Exception {
        CompletableFuture<HttpResponse<String>> largest = send(MAX_BYTES);
        held.take().complete(0);
        assertEquals("1000", largest.get().body());
        assertEquals(413, send(MAX_BYTES + 1).get().statusCode());
    }

    @Test
    void refusesWhatAllTogetherExceedsTheBudgetUntilThereIsRoomAgain() throws Exception {
        CompletableFuture<HttpResponse<String>> first = send(MAX_BYTES);
        CompletableFuture<Integer> answer = held.take();
        assertEquals(503, send(MAX_BYTES).get().statusCode());
        CompletableFuture<HttpResponse<String>> small = send(BUDGET_BYTES - MAX_BYTES);
        held.take().complete(0);
        assertEquals("500", small.get().body());
        answer.complete(0);
        assertEquals("1000", first.get().body());
        CompletableFuture<HttpResponse<String>> next = send(MAX_BYTES);
        held.take().complete(0);
        assertEquals("1000", next.get().body());
    }

    @Test
    void countsAKeptBodyUntilItIsReleasedAndLeavesRoomForOthers() throws Exception {
        assertEquals("1000", send("/kept?60000", MAX_BYTES).get().body());
        HttpResponse<String> second = send("/kept?60000", 1).get();
        assertEquals(503, second.statusCode());
        assertEquals("too many bodies of asynchronous requests are held", second.body());
        assertEquals(503, send(BUDGET_BYTES - MAX_BYTES + 1).get().statusCode());
        CompletableFuture<HttpResponse<String>> other = send(BUDGET_BYTES - MAX_BYTES);
        held.take().complete(0);
        assertEquals("500", other.get().body());
        Bodies.Hold first = kept.take();
        first.release();
        first.release();
        assertEquals("1000", send("/kept?60000", MAX_BYTES).get().body());
        assertEquals(503, send(MAX_BYTES).get().statusCode());
    }

    @Test
    void givesABodyUpThatDoesNotComeInTime() throws Exception {
        HttpClientRequest request = vertx.createHttpClient()
                .request(HttpMethod.POST, server.actualPort(), "127.0.0.1", "/kept?100")
                .toCompletionStage()
                .toCompletableFuture()
                .get();
        request.setChunked(true).write(Buffer.buffer(new byte[MAX_BYTES]));
        HttpClientResponse answer =
                request.response().toCompletionStage().toCompletableFuture().get();
        assertEquals(408, answer.statusCode());
        // And what it held is free.
        CompletableFuture<HttpResponse<String>> next = send(MAX_BYTES);
        held.take().complete(0);
        assertEquals("1000", next.get().body());
    }

    /** Of any length, announced or not: what comes in is what went out. */
    @ParameterizedTest
    @ValueSource(ints = {1, 65_535, 65_536, 65_537, 200_000, MANY_BYTES})
    void keepsEveryByte(int length) throws Exception {
        byte[] sent = new byte[length];
        new Random(length).nextBytes(sent);
        URI uri = URI.create("http://127.0.0.1:" + server.actualPort() + "/echo");
        for (HttpRequest.BodyPublisher body : List.of(
                HttpRequest.BodyPublishers.ofByteArray(sent),
                HttpRequest.BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(sent)))) {
            HttpRequest request = HttpRequest.newBuilder(uri)
                    .version(HttpClient.Version.HTTP_1_1)
                    .POST(body)
                    .build();
            assertArrayEquals(
                    sent,
                    client.send(request, HttpResponse.BodyHandlers.ofByteArray())
                            .body());
        }
    }

    /** Of a request that is tried again the body is sent again. */
    @Test
    void canBeSentTwice() throws Exception {
        byte[] sent = new byte[200_000];
        new Random(1).nextBytes(sent);
        byte[] twice = Arrays.copyOf(sent, 2 * sent.length);
        System.arraycopy(sent, 0, twice, sent.length, sent.length);
        HttpRequest request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + server.actualPort() + "/twice"))
                .version(HttpClient.Version.HTTP_1_1)
                .POST(HttpRequest.BodyPublishers.ofByteArray(sent))
                .build();
        assertArrayEquals(
                twice,
                client.send(request, HttpResponse.BodyHandlers.ofByteArray()).body());
    }

    /** Pieces of any size, in any order of sizes. */
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void putsPiecesTogether(long seed) throws Exception {
        Random random = new Random(seed);
        ByteArrayOutputStream sent = new ByteArrayOutputStream();
        HttpClientRequest request = vertx.createHttpClient()
                .request(HttpMethod.POST, server.actualPort(), "127.0.0.1", "/echo")
                .toCompletionStage()
                .toCompletableFuture()
                .get();
        request.setChunked(true);
        for (int i = 0; i < 200; i++) {
            byte[] piece = new byte[1 + random.nextInt(random.nextBoolean() ? 20 : 9000)];
            random.nextBytes(piece);
            sent.write(piece);
            request.write(Buffer.buffer(piece))
                    .toCompletionStage()
                    .toCompletableFuture()
                    .get();
        }
        Buffer answer = request.send()
                .compose(response -> response.body())
                .toCompletionStage()
                .toCompletableFuture()
                .get();
        assertArrayEquals(sent.toByteArray(), answer.getBytes());
    }
}
