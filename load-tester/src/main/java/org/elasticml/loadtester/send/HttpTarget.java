package org.elasticml.loadtester.send;

import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.file.FileSystemOptions;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.PoolOptions;
import io.vertx.core.http.RequestOptions;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import org.elasticml.loadtester.measure.Answer;
import org.elasticml.loadtester.photo.Photo;

/**
 * Posts photos over HTTP/1.1 with kept-alive connections, one request at a time on each, as many of them as are needed:
 * no request of an open loop waits for the answer to another.
 *
 * <p>One event loop serves them all: a second one would take its core from the target when both are on one machine.
 */
public final class HttpTarget implements Target {
    private static final Duration MAX_CHECK = Duration.ofSeconds(5);

    /** So many that the pool never delays: the machine's file descriptors are the limit. */
    private static final int MAX_CONNECTIONS = 100_000;

    static {
        // Names resolve as the machine resolves them, /etc/nsswitch.conf included.
        System.setProperty("vertx.disableDnsResolver", "true");
    }

    private final TargetUrl url;
    private final List<Header> headers;
    private final Vertx vertx;
    private final Context eventLoop;
    private final HttpClient client;
    private final TimeLimit checkLimit;
    private final TimeLimit limit;
    /** By media type: made once, since making them parses the URL. */
    private final Map<String, RequestOptions> posts = new ConcurrentHashMap<>();

    /** As {@link #HttpTarget(TargetUrl, Duration, List)}, without headers of its own. */
    public HttpTarget(TargetUrl url, Duration timeout) {
        this(url, timeout, List.of());
    }

    /**
     * @param timeout how long a request may take, from the call of {@link #send} to the last byte of its answer
     * @param headers that every request carries
     */
    public HttpTarget(TargetUrl url, Duration timeout, List<Header> headers) {
        this.url = url;
        this.headers = List.copyOf(headers);
        // Its own: Quarkus would close the one it keeps at the first Ctrl-C, and with it the requests in flight.
        vertx = Vertx.vertx(new VertxOptions()
                .setEventLoopPoolSize(1)
                .setFileSystemOptions(
                        new FileSystemOptions().setFileCachingEnabled(false).setClassPathResolvingEnabled(false)));
        eventLoop = vertx.getOrCreateContext();
        client = vertx.httpClientBuilder()
                .with(new HttpClientOptions().setKeepAlive(true).setPipelining(false))
                .with(new PoolOptions().setHttp1MaxSize(MAX_CONNECTIONS))
                // Requests tell what became of them; Vert.x would log it as well, a line for each connection.
                .withConnectHandler(connection -> connection.exceptionHandler(ignored -> {}))
                .build();
        checkLimit = new TimeLimit(vertx, timeout.compareTo(MAX_CHECK) < 0 ? timeout : MAX_CHECK);
        limit = new TimeLimit(vertx, timeout);
    }

    @Override
    public CompletionStage<Void> check() {
        RequestOptions options = request(HttpMethod.GET, url.health());
        CompletableFuture<Void> result = new CompletableFuture<>();
        exchange(checkLimit, options, Buffer.buffer(), () -> {}).whenComplete((response, failure) -> {
            if (failure != null) {
                result.completeExceptionally(new TargetException(url.health() + ": " + failure.getMessage()));
            } else if (!AnswerParser.isHealth(response)) {
                result.completeExceptionally(new TargetException(url.health() + " answers " + response.inWords()
                        + ", which is not how a dispatcher or ml-app says that it is well"));
            } else {
                result.complete(null);
            }
        });
        return result;
    }

    @Override
    public CompletionStage<Answer> send(Photo photo, Runnable onWritten) {
        RequestOptions options = posts.computeIfAbsent(photo.mediaType(), this::post);
        return exchange(limit, options, photo.body(), onWritten)
                .handle((response, failure) ->
                        failure != null ? Answer.none(failure.getMessage()) : AnswerParser.parse(response));
    }

    private RequestOptions post(String mediaType) {
        return request(HttpMethod.POST, url.request()).putHeader("Content-Type", mediaType);
    }

    private RequestOptions request(HttpMethod method, URI uri) {
        RequestOptions options = new RequestOptions()
                .setMethod(method)
                .setAbsoluteURI(uri.toString())
                .putHeader("Accept", "application/json, application/problem+json");
        headers.forEach(header -> options.putHeader(header.name(), header.value()));
        return options;
    }

    private CompletableFuture<HttpAnswer> exchange(
            TimeLimit timeLimit, RequestOptions options, Buffer body, Runnable onWritten) {
        HttpExchange exchange = new HttpExchange(timeLimit, body, onWritten);
        // From the event loop itself, too: a connection is free again only after the end of its answer was heard of.
        eventLoop.runOnContext(ignored -> exchange.start(client, options));
        return exchange.end();
    }

    @Override
    public void close() {
        vertx.close().toCompletionStage().toCompletableFuture().join();
    }
}
